// Links between our pages change the page without loading the application again: the address is pushed into the
// history and Streamlit is told, as if the reader had used the Back button. Modified clicks stay the browser's.
// Streamlit scrolls a part of its own: a new page begins at its top, Back returns to where the reader was.
const scroller = () => document.querySelector("[data-testid=stMain]");
const places = new Map();

const go = (href, stay) => {
  places.set(location.href, scroller()?.scrollTop ?? 0);
  history.pushState({}, "", href);
  dispatchEvent(new PopStateEvent("popstate", { state: { pushed: !stay } }));
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#root a.in-app"); // before the application is there, links are just links
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href, "stay" in link.dataset);
});

// A form whose fields are choices of the address is a link too; what is empty or as usual is left out.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("#root form.in-app");
  if (!form) return;
  event.preventDefault();
  const filled = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(filled).toString();
  go(form.action.split("?")[0] + (query && `?${query}`), "stay" in form.dataset);
});

addEventListener("popstate", (event) => {
  const place = event.state?.pushed ? 0 : places.get(location.href);
  if (place === undefined) return;
  for (const wait of [0, 150, 400, 800]) setTimeout(() => scroller()?.scrollTo(0, place), wait);
});

// The search box asks by itself when the reader pauses: Streamlit waits for Enter, so it is told that Enter was pressed.
let pause;
document.addEventListener("input", (event) => {
  const box = location.pathname === "/danh-muc" && event.target.closest?.("#root [data-testid=stTextInput] input");
  if (!box) return;
  clearTimeout(pause);
  if (box.value.trim().length === 1) return;
  pause = setTimeout(() => {
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true }));
  }, 500);
});

// What a reader opened or closed stays so when a choice draws the list anew; on a phone the filters begin closed.
const folds = new Map();

const settle = () => {
  for (const fold of document.querySelectorAll(".stApp details[id]")) {
    if (fold.dataset.settled) continue;
    fold.dataset.settled = "1";
    if (folds.has(fold.id)) fold.open = folds.get(fold.id);
    else if (fold.id === "loc" && matchMedia("(max-width: 640px)").matches) fold.open = false;
  }
};

document.addEventListener("toggle", (event) => {
  if (event.target.dataset?.settled) folds.set(event.target.id, event.target.open);
}, true);

// The first paint goes when the running page is whole.
const whole = new MutationObserver(() => {
  if (!document.querySelector("#root .oc-footer")) return;
  document.getElementById("paint")?.remove();
  whole.disconnect();
});
whole.observe(document.documentElement, { childList: true, subtree: true });
new MutationObserver(settle).observe(document.documentElement, { childList: true, subtree: true });
