// Small things the whole page is built of: elements, icons, times, sizes.
// Nothing here or elsewhere writes HTML from text: every text is a text node.

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

const PATHS = {
  back: "M15 4l-8 8 8 8",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  send: "M4 12l16-8-5 16-4-7-7-1z",
  clip: "M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 015 5l-8.500 8.500a1.700 1.700 0 01-2.500-2.500L15 7",
  smile: "M12 3a9 9 0 100 18 9 9 0 000-18zM8.500 14a4 4 0 007 0M9 9.500h.01M15 9.500h.01",
  mic: "M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M5 7h14M5 12h14M5 17h14",
  keys: "M4 6h16v12H4zM8 10h.01M12 10h.01M16 10h.01M9 14h6",
  down: "M12 5v14M6 13l6 6 6-6",
  pin: "M9 4h6l-1 6 3 3H7l3-3-1-6zM12 13v7",
  write: "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
  people: "M9 11a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 4.500a3.500 3.500 0 010 6M17 14c2.500.500 4 2.500 4 6",
  reply: "M10 6L4 11l6 5v-3c5 0 8 1 10 5 0-6-4-9-10-9V6z",
  forward: "M14 6l6 5-6 5v-3c-5 0-8 1-10 5 0-6 4-9 10-9V6z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  edit: "M4 20l1-4L16 5l3 3L8 19l-4 1z",
  bin: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  lock: "M7 11h10v9H7zM9 11V8a3 3 0 016 0v3",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 00-3.500 11c.800.700 1 1.500 1 2h5c0-.500.200-1.300 1-2A6 6 0 0012 3z",
  plus: "M12 5v14M5 12h14",
  check: "M5 13l5 5L20 7",
  play: "M8 5l11 7-11 7z",
  away: "M7 17L17 7M9 7h8v8",
  at: "M12 8a4 4 0 100 8 4 4 0 000-8zM16 8v5c0 4 5 3 5-1a9 9 0 10-4 7",
  window: "M4 5h16v14H4zM4 9h16",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, more = {}) {
  const { class: extra = "", ...rest } = more;
  const props = { type: "button", class: `icon-button ${extra}`, "aria-label": label, title: label, onclick };
  return h("button", { ...props, ...rest }, icon(name));
}

// Colours of people without a photo, as clients give them: by id.
export function hue(id) {
  return Math.abs(Number(id)) % 7;
}

export function avatar(id, name, kind = "") {
  const letters = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]);
  return h("span", { class: `avatar hue-${hue(id)} ${kind}`, "aria-hidden": "true" }, letters.join("").toUpperCase());
}

export function clock(seconds, language) {
  const at = new Date(seconds * 1000);
  return at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

export function dayKey(seconds) {
  return new Date(seconds * 1000).toDateString();
}

export function dayName(seconds, language, today) {
  const at = new Date(seconds * 1000);
  if (at.toDateString() === new Date().toDateString()) return today;
  return at.toLocaleDateString(language, { day: "numeric", month: "long" });
}

export function fileSize(bytes, units) {
  if (bytes < 1024) return `${bytes} ${units[0]}`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} ${units[1]}`;
  return `${(bytes / 1024 / 1024).toFixed(1)} ${units[2]}`;
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without permission (a headless browser, plain HTTP) the old way still works.
    const area = h("textarea", { class: "offscreen", value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
