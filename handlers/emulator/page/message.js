// One message as an element.

import { avatar, clock, copyText, fileSize, h, hue, icon } from "./dom.js";
import { alertBox, lightbox, toast } from "./dialogs.js";
import { server } from "./server.js";
import { serviceText } from "./words.js";

const MARKS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];

// Text with entities as nodes. Offsets are UTF-16 units, which is what strings count here.
export function formatted(text, entities, act) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, 0, text.length, sorted, act);
}

function between(text, start, end, entities, act) {
  const nodes = [];
  let at = start;
  let next = 0;
  while (next < entities.length) {
    const one = entities[next];
    const stop = Math.min(one.offset + one.length, end);
    const inner = [];
    next += 1;
    while (next < entities.length && entities[next].offset < stop) inner.push(entities[next++]);
    if (one.offset < at || one.offset >= end) continue;
    if (one.offset > at) nodes.push(text.slice(at, one.offset));
    nodes.push(marked(one, text.slice(one.offset, stop), between(text, one.offset, stop, inner, act), act));
    at = stop;
    // A quote or a block of code ends its line by itself.
    if (BLOCKS.includes(one.type) && text[at] === "\n") at += 1;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function marked(entity, text, inner, act) {
  const link = (run, extra = "") =>
    h("a", { href: "#", class: `link ${extra}`, onclick: (event) => (event.preventDefault(), run()) }, inner);
  switch (entity.type) {
    case "text_link":
      return link(() => act.openLink(entity.url));
    case "url":
      return link(() => act.openLink(/^https?:/i.test(text) ? text : `https://${text}`));
    case "bot_command":
      return link(() => act.sendText(text));
    case "mention":
    case "hashtag":
    case "text_mention":
      return link(() => act.mention(text), "quiet");
    case "email":
    case "phone_number":
      return link(() => copied(text, act));
    case "spoiler":
      return h("span", { class: "spoiler", role: "button", onclick: reveal }, inner);
    case "code":
      return h("code", { onclick: () => copied(text, act) }, inner);
    case "blockquote":
      return h("blockquote", {}, inner);
    case "expandable_blockquote":
      return h("blockquote", { class: "expandable", onclick: (event) => event.currentTarget.classList.toggle("full") }, inner);
    default:
      return MARKS[entity.type] ? h(MARKS[entity.type], {}, inner) : h("span", {}, inner);
  }
}

function reveal(event) {
  event.currentTarget.classList.add("shown");
}

async function copied(text, act) {
  await copyText(text);
  toast(act.words.copied);
}

// `place` says how it stands among its neighbours: first and last of a run of one sender.
export function messageElement(message, place, act) {
  if (message.service) {
    return h("div", { class: "service", data: { id: message.message_id } }, h("span", {}, serviceText(act.words, message.service)));
  }
  const own = message.from.id === act.me.id;
  const classes = ["message", own ? "own" : "theirs", place.first ? "first" : "", place.last ? "last" : ""];
  if (message.sticker) classes.push("bare");
  if (message.photo && !message.text) classes.push("picture");
  const bubble = h("div", { class: "bubble" }, inside(message, place, act));
  const body = h("div", { class: "message-body" }, bubble, keyboard(message, act));
  const element = h("article", { class: classes.join(" "), data: { id: message.message_id } });
  if (place.group && !own) {
    element.append(place.last ? avatar(message.from.id, message.from.name, "small") : h("span", { class: "avatar-space" }));
  }
  element.append(body);
  holds(element, (at) => act.menu(message, at));
  return element;
}

// A menu by a right click or by holding a finger; a double click answers.
function holds(element, open) {
  let timer = 0;
  element.addEventListener("contextmenu", (event) => {
    if (event.target.closest("button, img.lightbox")) return;
    event.preventDefault();
    open({ x: event.clientX, y: event.clientY });
  });
  element.addEventListener("touchstart", (event) => {
    const { clientX: x, clientY: y } = event.touches[0];
    timer = setTimeout(() => open({ x, y }), 550);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) {
    element.addEventListener(name, () => clearTimeout(timer), { passive: true });
  }
}

function inside(message, place, act) {
  const topic = place.topic ? h("div", { class: "of-topic" }, `# ${place.topic}`) : null;
  const parts = [sender(message, place, act), topic, ...headers(message, act)];
  if (message.photo) parts.push(photo(message.photo, act));
  if (message.sticker) parts.push(h("div", { class: "sticker" }, message.sticker.emoji));
  if (message.document) parts.push(file(message.document, act));
  if (message.voice) parts.push(voice(message.voice));
  if (message.contact) parts.push(contact(message.contact));
  if (message.text) {
    const text = formatted(message.text, message.entities, act);
    parts.push(h("div", { class: "text", dir: "auto" }, text, space(message, act)));
  }
  parts.push(meta(message, act, message.text || message.document || message.voice || message.contact ? "" : "over-picture"));
  return parts;
}

function sender(message, place, act) {
  if (!place.group || !place.first || message.from.id === act.me.id) return null;
  return h("div", { class: `sender hue-text-${hue(message.from.id)}` }, message.from.name);
}

function headers(message, act) {
  const parts = [];
  if (message.via) parts.push(h("div", { class: "via" }, `${act.words.via} `, h("b", {}, `@${message.via}`)));
  if (message.forwarded_from) {
    parts.push(h("div", { class: "via" }, `${act.words.forwarded} `, h("b", {}, message.forwarded_from)));
  }
  if (message.reply_to) {
    const jump = () => act.jump(message.reply_to.message_id);
    parts.push(
      h("button", { type: "button", class: "quoted", onclick: jump }, h("b", {}, message.reply_to.name), h("span", {}, message.reply_to.text)),
    );
  }
  return parts;
}

// Keeps room at the end of the last line for the time; drawn by the style sheet, so it is no text.
function space(message, act) {
  const own = message.from.id === act.me.id ? "✓✓" : "";
  const shown = [message.edited ? act.words.edited : "", message.pinned ? "📌" : "", clock(message.date, act.language), own];
  return h("span", { class: "meta-space", "aria-hidden": true, data: { shown: shown.filter(Boolean).join(" ") } });
}

function meta(message, act, extra) {
  return h(
    "span",
    { class: `meta ${extra}` },
    message.edited ? h("span", {}, act.words.edited) : null,
    message.pinned ? icon("pin") : null,
    h("time", {}, clock(message.date, act.language)),
    message.from.id === act.me.id ? h("span", { class: "ticks" }, "✓✓") : null,
  );
}

function photo(found, act) {
  const ratio = found.width && found.height ? found.width / found.height : 1;
  const image = h("img", { class: "photo", src: found.url, alt: act.words.photo, loading: "lazy" });
  image.width = Math.round(Math.min(280, Math.max(120, found.width || 240)));
  image.height = Math.round(Math.min(360, image.width / ratio));
  return h("button", { type: "button", class: "photo-button", "aria-label": act.words.photo, onclick: () => lightbox(found, act.words) }, image);
}

function file(found, act) {
  const ending = found.name.includes(".") ? found.name.split(".").pop().slice(0, 4) : "";
  const opens = found.mime === "application/pdf";
  const sign = found.thumbnail
    ? h("img", { class: "file-thumb", src: found.thumbnail, alt: "" })
    : h("span", { class: "file-sign", data: { kind: ending.toLowerCase() } }, ending ? ending.toUpperCase() : icon("file"));
  const target = opens ? { target: "_blank", rel: "noopener" } : { download: found.name };
  return h(
    "a",
    { class: "file", href: found.url, ...target },
    sign,
    h(
      "span",
      { class: "file-about" },
      h("span", { class: "file-name" }, found.name),
      h("span", { class: "file-size" }, fileSize(found.size, act.words.units), opens ? ` · ${act.words.open}` : ""),
    ),
  );
}

function voice(found) {
  const bars = [4, 9, 14, 8, 16, 11, 6, 13, 18, 9, 5, 12, 15, 7, 10, 4];
  const wave = bars.map((_, at) => h("i", { class: `bar bar-${bars[at] % 6}` }));
  return h("div", { class: "voice" }, h("span", { class: "voice-play" }, icon("play")), h("span", { class: "wave" }, wave), `0:0${found.duration || 1}`);
}

function contact(found) {
  return h("div", { class: "file" }, avatar(found.user_id || 1, found.first_name), h("span", { class: "file-about" }, h("span", { class: "file-name" }, found.first_name), h("span", { class: "file-size" }, found.phone_number)));
}

const BADGES = { url: "away", copy_text: "copy", web_app: "window", switch_inline_query: "at", switch_inline_query_current_chat: "at" };

function keyboard(message, act) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row, y) =>
    h(
      "div",
      { class: "keys-row" },
      row.map((one, x) => {
        const badge = BADGES[one.kind] ? icon(BADGES[one.kind]) : null;
        badge?.classList.add("key-badge");
        const press = (event) => pressed(event.currentTarget, message, y, x, act);
        return h("button", { type: "button", class: `key ${one.style}`, onclick: press }, h("span", { class: "key-text" }, one.text), badge);
      }),
    ),
  );
  return h("div", { class: "keys" }, rows);
}

async function pressed(element, message, row, col, act) {
  const body = { from: act.me.id, chat: act.ref, message_id: message.message_id, button: { row, col } };
  const done = await act.attempt(() => server.tap(body));
  if (!done) return;
  if (done.kind === "copy") await copied(done.value, act);
  else if (done.kind === "url") act.openLink(done.value);
  else if (done.kind === "inline") act.inline(done.value, done.where);
  else if (done.kind === "web_app") toast(act.words.webApp);
  else if (done.kind === "callback") await answer(element, done.id, act);
}

async function answer(element, id, act) {
  element.classList.add("busy");
  const found = await act.attempt(() => server.answer(id));
  element.classList.remove("busy");
  if (!found) return;
  if (found.url) act.openLink(found.url);
  else if (found.text && found.alert) alertBox(found.text, act.words);
  else if (found.text) toast(found.text);
}
