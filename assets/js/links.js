// Links between our pages change the page without loading the application again: the address is pushed into the
// history and Streamlit is told, as if the reader had used the Back button. Modified clicks stay the browser's.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.in-app");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  scrollTo(0, 0);
});
