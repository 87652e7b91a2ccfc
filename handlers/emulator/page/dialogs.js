// What comes over the phone's screen: sheets, menus, alerts, toasts, the lightbox.

import { h, icon, iconButton } from "./dom.js";

const phone = () => document.getElementById("phone");

// Puts `content` over the phone until it is closed; returns the function that closes it.
function over(kind, content, closed = () => {}) {
  const before = document.activeElement;
  const layer = h("div", { class: `over over-${kind}` }, content);
  const close = () => {
    if (!layer.isConnected) return;
    layer.remove();
    document.removeEventListener("keydown", onKey);
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    closed();
  };
  const onKey = (event) => {
    if (event.key === "Escape") close();
  };
  layer.addEventListener("click", (event) => {
    if (event.target === layer) close();
  });
  document.addEventListener("keydown", onKey);
  phone().append(layer);
  return close;
}

export function sheet(title, build, words) {
  const body = h("div", { class: "sheet-body" });
  let close = () => {};
  const head = h(
    "header",
    { class: "sheet-head" },
    h("h2", {}, title),
    iconButton("close", words.close, () => close()),
  );
  close = over("sheet", h("section", { class: "sheet", role: "dialog", "aria-label": title }, head, body));
  build(body, close);
  return close;
}

// A list of choices: [{ icon, text, danger, run }].
export function choices(items, at) {
  let close = () => {};
  const list = items.map((item) =>
    h(
      "button",
      {
        type: "button",
        class: `choice ${item.danger ? "danger" : ""}`,
        role: "menuitem",
        onclick: () => {
          close();
          item.run();
        },
      },
      item.icon ? icon(item.icon) : null,
      h("span", {}, item.text),
    ),
  );
  const menu = h("div", { class: "choices", role: "menu" }, list);
  close = over("menu", menu);
  place(menu, at);
  list[0]?.focus();
  return close;
}

function place(menu, at) {
  const screen = phone().getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.min(Math.max(at.x - screen.left, 8), screen.width - size.width - 8);
  const top = Math.min(Math.max(at.y - screen.top, 8), screen.height - size.height - 8);
  menu.style.setProperty("left", `${left}px`);
  menu.style.setProperty("top", `${top}px`);
}

export function alertBox(text, words, title = "") {
  let close = () => {};
  const ok = h("button", { type: "button", class: "text-button", onclick: () => close() }, words.ok);
  const box = h(
    "div",
    { class: "alert", role: "alertdialog" },
    title ? h("h2", {}, title) : null,
    h("p", {}, text),
    h("div", { class: "alert-buttons" }, ok),
  );
  close = over("alert", box);
  ok.focus();
}

export function confirmBox(title, text, yes, words, run) {
  let close = () => {};
  const no = h("button", { type: "button", class: "text-button", onclick: () => close() }, words.cancel);
  const go = h(
    "button",
    {
      type: "button",
      class: "text-button strong",
      onclick: () => {
        close();
        run();
      },
    },
    yes,
  );
  const box = h(
    "div",
    { class: "alert", role: "alertdialog" },
    h("h2", {}, title),
    h("p", { class: "breaks" }, text),
    h("div", { class: "alert-buttons" }, no, go),
  );
  close = over("alert", box);
  go.focus();
}

let fading = 0;

export function toast(text) {
  phone().querySelector(".toast")?.remove();
  clearTimeout(fading);
  const shown = h("div", { class: "toast", role: "status" }, text);
  phone().append(shown);
  fading = setTimeout(() => shown.remove(), Math.max(2500, text.length * 60));
}

export function lightbox(photo, words) {
  let close = () => {};
  const image = h("img", { src: photo.url, alt: words.photo, onclick: () => close() });
  const shut = iconButton("close", words.close, () => close(), { class: "lightbox-close" });
  close = over("lightbox", h("figure", { class: "lightbox" }, image, shut));
}
