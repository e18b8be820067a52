// What happens inside the map's frame. Python has decided what is drawn (ocop/figures/leaflet.py); every text from the
// register enters as text, never as markup. `start` lays the ground once; `show` draws a view and is called anew when
// the reader chooses another, so that the frame is never loaded again.
window.ocop = (() => {
  const NS = "http://www.w3.org/2000/svg";
  const files = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let ground, whole, wanted, chosen = 0;

  const element = (name, kind, text = "") => {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  };

  const corner = (map, position, content) => {
    const control = L.control({ position });
    control.onAdd = () => (L.DomEvent.disableClickPropagation(content), content);
    return control.addTo(map);
  };

  // On a narrow screen a province keeps clear of the corner with the archipelagos.
  const fit = (animate) => {
    const below = wanted && ground.getSize().x < 480 ? 96 : 0;
    ground.fitBounds(wanted ?? whole, { animate: animate && !still, duration: 0.5, paddingBottomRight: [0, below] });
  };

  // Nobody can move the archipelagos out of the picture: where a name is out of sight, both stand in the corner.
  const watch = (archipelagos, inset) => {
    const size = ground.getSize();
    inset.hidden = archipelagos.every(({ at, lines }) => {
      const { x, y } = ground.latLngToContainerPoint(at);
      const half = Math.max(...lines.map((line) => line.length)) * 4.2;
      return x > half && x < size.x - half && y > 48 && y < size.y;
    });
  };

  const start = (map, given) => {
    ground = map;
    whole = L.latLngBounds(given.bounds);
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", given.label);
    map.attributionControl.setPrefix(false).addAttribution(given.notes);

    const renderer = L.svg({ padding: 0.5 }).addTo(map);
    map.options.renderer = renderer;
    const pattern = document.createElementNS(NS, "svg");
    pattern.innerHTML = given.hatch;
    renderer._container.prepend(pattern.firstChild);

    for (const each of given.archipelagos) {
      for (const island of each.islands) {
        L.circleMarker(island, { radius: 2.4, stroke: false, fillColor: given.leaf, fillOpacity: 1, interactive: false, pane: "tooltipPane" }).addTo(map);
      }
      const label = element("span", "om-archipelago");
      label.append(each.lines[0], document.createElement("br"), each.lines[1]);
      const icon = L.divIcon({ html: label, className: "om-anchor", iconSize: [0, 0] });
      L.marker(each.at, { icon, interactive: false, keyboard: false, pane: "tooltipPane" }).addTo(map);
    }
    const inset = element("div", "om-inset");
    inset.innerHTML = given.inset; // drawn by ocop/figures/maps.py
    corner(map, "bottomright", inset);
    if (given.made_up) corner(map, "topright", element("p", "om-made-up", given.made_up));
    L.control.zoom({ position: "topleft", zoomInTitle: given.nearer, zoomOutTitle: given.further }).addTo(map);

    fit(false);
    map.setMinZoom(map.getZoom() - 0.01);
    map.on("moveend zoomend resize", () => watch(given.archipelagos, inset));
    map.on("resize", () => (map.setMinZoom(0), fit(false), map.setMinZoom(map.getBoundsZoom(whole) - 0.01)));
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(container);
    watch(given.archipelagos, inset);
  };

  const unpack = (ring) => {
    const places = [];
    for (let i = 0, x = 0, y = 0; i < ring.length; i += 2) places.push([(y += ring[i + 1]) / 1000, (x += ring[i]) / 1000]);
    return places;
  };

  const outlines = (file) => {
    if (!files.has(file)) {
      const read = fetch(file).then((answer) => answer.json());
      files.set(file, read.then((shapes) => Object.entries(shapes).map(([code, polygons]) => [code, polygons.map((rings) => rings.map(unpack))])));
    }
    return files.get(file);
  };

  // What the page is told of a click: the province, and a number that grows, so that the same one can be chosen again.
  const told = (code) => ({ type: "Feature", geometry: null, properties: { code, click: ++chosen } });

  const province = (map, code, shape, given) => {
    const { fills, titles, focus } = given;
    const is = code === focus;
    const rest = { color: is ? given.ink : "#fff", weight: is ? 2 : 0.8 };
    const fill = fills[code] ?? given.land;
    const land = L.polygon(shape, { ...rest, fillColor: fill === "hatch" ? "url(#hatch)" : fill, fillOpacity: focus && !is ? 0.45 : 1, smoothFactor: 0.5 });
    land.toGeoJSON = () => told(code);
    if (titles[code]) {
      const [name, ...lines] = titles[code].split("\n");
      const words = element("div", "om-tip");
      words.append(element("b", "", name), ...lines.map((line) => element("span", "", line)));
      land.bindTooltip(words, { sticky: true, direction: "top", offset: [0, -6] });
    }
    land.on("mouseover", () => land.setStyle({ color: given.ink, weight: 2 }).bringToFront());
    land.on("mouseout", () => land.setStyle(rest));
    return land;
  };

  const show = (map, group, given) => {
    group.on("add", () => {
      const before = wanted;
      outlines(given.file).then((shapes) => {
        if (!map.hasLayer(group)) return;
        for (const [code, shape] of shapes) province(map, code, shape, given).addTo(group);
        const land = group.getLayers().find((layer) => layer.options.color === given.ink);
        land?.bringToFront();
        wanted = given.box ? L.latLngBounds(given.box) : undefined;
        if (`${before?.toBBoxString()}` !== `${wanted?.toBBoxString()}`) fit(true);
        map.getContainer().dataset.shown = given.name;
      });
      if (!given.back) return;
      const back = element("button", "om-whole", given.back);
      back.addEventListener("click", () => group.fire("click", { layer: { toGeoJSON: () => told("") } }));
      const control = corner(map, "topleft", back);
      group.once("remove", () => control.remove());
    });
  };

  // A commune or a point of sale; `row` is latitude, longitude, title, count, mark, colour.
  const point = (row) => {
    const [lat, lon, title, count, mark, colour] = row;
    const face = element("span", mark ? "om-shop" : "om-count", mark || count);
    if (colour) face.style.background = colour;
    const icon = L.divIcon({ html: face, className: "om-anchor", iconSize: [0, 0] });
    const made = L.marker([lat, lon], { icon, count, shop: Boolean(mark), alt: title, keyboard: false });
    const [name, ...lines] = title.split("\n");
    const words = element("div", "om-tip");
    words.append(element("b", "", name), ...lines.map((line) => element("span", "", line)));
    made.toGeoJSON = undefined; // it is looked at, it chooses nothing
    return made.bindTooltip(words, { direction: "top", offset: [0, -10] });
  };

  const bundle = (cluster) => {
    const inside = cluster.getAllChildMarkers();
    const shops = inside[0]?.options.shop;
    const face = element("span", shops ? "om-bundle om-shops" : "om-bundle", inside.reduce((sum, each) => sum + each.options.count, 0));
    return L.divIcon({ html: face, className: "om-anchor", iconSize: [0, 0] });
  };

  return { start, show, point, bundle };
})();
