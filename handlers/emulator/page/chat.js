// The chat screen: header, pinned bar, topics, messages.

import { avatar, dayKey, dayName, h, icon, iconButton } from "./dom.js";
import { Composer } from "./composer.js";
import { messageElement } from "./message.js";
import { server } from "./server.js";
import { lineText } from "./words.js";

const NEAR_BOTTOM = 40;

export class ChatScreen {
  constructor(act) {
    this.act = act;
    this.chat = null;
    this.thread = null; // null shows every topic
    this.seen = new Map();
    this.pin = 0;
    this.following = true; // the newest message is kept in sight until the person scrolls up
    this.lastTop = 0;
    this.list = h("div", { class: "messages", role: "log", onscroll: () => this.scrolled() });
    this.title = h("span", { class: "head-title" });
    this.under = h("span", { class: "head-under" });
    this.picture = h("span", {});
    this.unread = h("span", { class: "back-count" });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true, onclick: () => this.nextPin() });
    this.topics = h("nav", { class: "topics", hidden: true });
    this.fresh = h("span", { class: "badge", hidden: true });
    this.down = h(
      "button",
      { type: "button", class: "down", hidden: true, "aria-label": act.words.down, onclick: () => this.toBottom(true) },
      icon("down"),
      this.fresh,
    );
    this.composer = new Composer(act, () => this.thread);
    this.element = h(
      "section",
      { class: "screen chat" },
      h(
        "header",
        { class: "head" },
        h("button", { type: "button", class: "icon-button back", "aria-label": act.words.back, onclick: () => act.close() }, icon("back"), this.unread),
        h("button", { type: "button", class: "head-about", onclick: () => act.about() }, this.picture, h("span", { class: "head-names" }, this.title, this.under)),
        iconButton("more", act.words.more, (event) => act.chatMenu(event)),
      ),
      this.topics,
      this.pinned,
      h("div", { class: "wall" }, this.list, this.down),
      this.composer.element,
    );
  }

  update(chat, unreadElsewhere) {
    const first = this.chat === null;
    const before = this.newest();
    this.chat = chat;
    this.heading(chat, unreadElsewhere);
    this.showTopics(chat);
    this.showPinned(chat);
    this.showMessages(chat);
    this.composer.update(chat);
    const last = this.visible().at(-1);
    const grown = last && last.message_id > before;
    const wrote = this.visible().some((one) => one.message_id > before && one.from.id === this.act.me.id);
    if (this.following || wrote) this.toBottom(!first && grown);
    else if (grown) this.count(this.visible().filter((one) => one.message_id > before).length);
    this.markRead(chat);
  }

  heading(chat, unreadElsewhere) {
    const { words } = this.act;
    const bot = chat.type === "private" && chat.bots?.length > 0;
    const status = bot ? words.bot : chat.type === "private" ? "" : words.members(chat.members.length);
    const typing = chat.typing.length > 0;
    this.title.textContent = chat.title;
    this.under.textContent = this.act.offline ? words.waiting : typing ? words.typing : status;
    this.under.classList.toggle("live", typing);
    this.picture.replaceChildren(avatar(chat.ref, chat.title, chat.type === "private" ? "" : "group"));
    this.unread.textContent = unreadElsewhere || "";
  }

  showTopics(chat) {
    this.topics.hidden = !chat.forum;
    if (!chat.forum) return;
    const { words } = this.act;
    const all = [{ id: null, name: words.all }, { id: 0, name: words.general }, ...chat.topics];
    this.topics.replaceChildren(
      ...all.map((topic) =>
        h(
          "button",
          { type: "button", class: `topic ${this.thread === topic.id ? "on" : ""}`, onclick: () => this.choose(topic.id) },
          topic.closed ? icon("lock") : null,
          topic.name,
        ),
      ),
    );
  }

  choose(thread) {
    this.thread = thread;
    this.update(this.chat, Number(this.unread.textContent) || 0);
    this.toBottom(false);
  }

  showPinned(chat) {
    const pins = chat.messages.filter((one) => chat.pinned.includes(one.message_id));
    this.pinned.hidden = pins.length === 0;
    if (pins.length === 0) return;
    this.pin = Math.min(this.pin, pins.length - 1);
    const shown = pins[pins.length - 1 - this.pin];
    const words = this.act.words;
    const text = shown.text || lineText(words, { last: shown.photo ? "photo" : shown.document?.name || words.message });
    this.pinned.replaceChildren(h("span", { class: "pinned-line" }), h("span", { class: "pinned-text" }, h("b", {}, words.pinned), h("span", {}, text)), icon("pin"));
  }

  nextPin() {
    const pins = this.chat.messages.filter((one) => this.chat.pinned.includes(one.message_id));
    this.jump(pins[pins.length - 1 - this.pin].message_id);
    this.pin = (this.pin + 1) % pins.length;
    this.showPinned(this.chat);
  }

  visible() {
    if (!this.chat) return [];
    if (this.thread === null || !this.chat.forum) return this.chat.messages;
    return this.chat.messages.filter((one) => (one.thread || 0) === this.thread);
  }

  newest() {
    return this.visible().at(-1)?.message_id ?? 0;
  }

  // Keeps the elements of messages that have not changed, so that nothing flickers or jumps.
  showMessages(chat) {
    const wanted = [];
    const messages = this.visible();
    const group = chat.type !== "private";
    messages.forEach((message, at) => {
      const before = messages[at - 1];
      const after = messages[at + 1];
      const newDay = !before || dayKey(before.date) !== dayKey(message.date);
      if (newDay) wanted.push([`day ${dayKey(message.date)}`, "", () => this.day(message.date)]);
      const place = {
        group,
        topic: this.topicName(chat, message, newDay ? null : before),
        first: newDay || !sameRun(before, message),
        last: !sameRun(message, after) || dayKey(after.date) !== dayKey(message.date),
      };
      const look = JSON.stringify([message, place]);
      wanted.push([`message ${message.message_id}`, look, () => messageElement(message, place, this.act)]);
    });
    if (messages.length === 0) wanted.push(["empty", this.emptyText(chat), () => this.emptyNote(chat)]);
    this.reconcile(wanted);
  }

  emptyText(chat) {
    return chat.bots?.find((one) => one.description)?.description || this.act.words.empty;
  }

  emptyNote(chat) {
    const about = chat.bots?.find((one) => one.description);
    const { words } = this.act;
    if (!about) return h("div", { class: "empty" }, words.empty);
    return h("div", { class: "empty about" }, h("b", {}, words.whatBot), h("p", {}, about.description));
  }

  reconcile(wanted) {
    const kept = new Map();
    wanted.forEach(([key, look, make], at) => {
      const old = this.seen.get(key);
      const element = old && old.look === look ? old.element : make();
      kept.set(key, { look, element });
      if (this.list.children[at] !== element) this.list.insertBefore(element, this.list.children[at] ?? null);
      if (old && old.element !== element) old.element.remove();
    });
    for (const [key, { element }] of this.seen) if (!kept.has(key)) element.remove();
    this.seen = kept;
  }

  // Among messages of all topics the first of a run says which topic it stands in.
  topicName(chat, message, before) {
    if (!chat.forum || this.thread !== null || !message.thread) return "";
    if (sameRun(before, message) && before.thread === message.thread) return "";
    return chat.topics.find((one) => one.id === message.thread)?.name ?? "";
  }

  day(seconds) {
    return h("div", { class: "service day" }, h("span", {}, dayName(seconds, this.act.language, this.act.words.today)));
  }

  nearBottom() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_BOTTOM;
  }

  toBottom(smooth) {
    this.following = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.count(0);
  }

  count(more) {
    const total = more ? (Number(this.fresh.textContent) || 0) + more : 0;
    this.fresh.textContent = total || "";
    this.fresh.hidden = total === 0;
  }

  scrolled() {
    const near = this.nearBottom();
    if (near) this.following = true;
    else if (this.list.scrollTop < this.lastTop - 2) this.following = false;
    this.lastTop = this.list.scrollTop;
    this.down.hidden = near || this.following;
    if (near) this.count(0);
  }

  jump(id) {
    const element = this.list.querySelector(`[data-id="${id}"]`);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.add("flash");
    setTimeout(() => element.classList.remove("flash"), 1200);
  }

  markRead(chat) {
    const last = chat.messages.at(-1)?.message_id;
    if (!last || document.hidden || last === this.readTo) return;
    this.readTo = last;
    server.read(this.act.me.id, this.act.ref, last).catch(() => {});
  }
}

function sameRun(one, other) {
  if (!one || !other || one.service || other.service) return false;
  return one.from.id === other.from.id && Math.abs(other.date - one.date) < 600;
}
