// The phone: who holds it, which chat is open, and everything that the parts ask of it.

import { avatar, clock, copyText, dayKey, h, icon, iconButton } from "./dom.js";
import { ChatScreen } from "./chat.js";
import { choices, confirmBox, sheet, toast } from "./dialogs.js";
import { chatSheet, groupSheet, membersSheet, peopleSheet, personForm } from "./sheets.js";
import { Refused, listen, server } from "./server.js";
import { LANGUAGES, lineText, wordsFor } from "./words.js";

const REMEMBERED = "emulated-telegram-person";
const TYPING_LASTS = 5200; // milliseconds; the server says nothing when typing ends

class Phone {
  constructor(root) {
    this.root = root;
    this.me = null;
    this.people = [];
    this.bots = [];
    this.chats = [];
    this.ref = null;
    this.screen = null;
    this.offline = false;
    this.pendingStart = null;
    this.busy = false;
    this.again = false;
    this.list = h("section", { class: "screen list" });
    root.append(this.list);
    this.wanted = Number(localStorage.getItem(REMEMBERED)) || null;
    this.readAddress();
    addEventListener("popstate", () => {
      this.go(null);
      this.chat = null;
      this.readAddress();
      this.refresh();
    });
  }

  // The address holds person and chat, so that Back, reloading and links work.
  readAddress() {
    const [person, chat] = location.hash.slice(1).split("/").map(Number);
    this.wanted = person || this.wanted;
    this.ref = chat || null;
  }

  get words() {
    return wordsFor(this.me?.language_code ?? navigator.language);
  }

  get language() {
    return this.me?.language_code ?? "uk";
  }

  // State

  async refresh() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    do {
      this.again = false;
      await this.load();
    } while (this.again);
    this.busy = false;
  }

  async load() {
    try {
      let state = await server.phone(this.wanted, this.wanted ? this.ref : null);
      if (!state.me && state.people.length) {
        this.wanted = state.people[0].id;
        state = await server.phone(this.wanted, this.ref);
      }
      this.take(state);
    } catch (failure) {
      if (!(failure instanceof Refused)) return;
      // The server was started anew: that person or chat is no more.
      if (this.ref) this.ref = null;
      else this.wanted = null;
      this.again = Boolean(this.wanted) || !this.welcomed;
    }
  }

  take(state) {
    Object.assign(this, { people: state.people, bots: state.bots, me: state.me ?? null, chats: state.chats ?? [], chat: state.chat ?? null });
    if (!this.me) {
      this.welcome();
      return;
    }
    this.welcomed = false;
    document.documentElement.lang = this.language;
    if (this.chat?.migrated_to) this.go(this.chat.migrated_to);
    this.remember();
    this.drawList();
    this.drawChat();
    clearTimeout(this.typingEnds);
    if (this.chats.some((one) => one.typing)) this.typingEnds = setTimeout(() => this.refresh(), TYPING_LASTS);
  }

  remember() {
    localStorage.setItem(REMEMBERED, this.me.id);
    const address = `#${this.me.id}${this.ref ? `/${this.ref}` : ""}`;
    if (location.hash === "") history.replaceState(null, "", address);
    else if (location.hash !== address) history.pushState(null, "", address);
  }

  async attempt(run) {
    try {
      return await run();
    } catch (failure) {
      toast(failure instanceof Refused ? failure.message : this.words.waiting);
      return null;
    }
  }

  // Who holds the phone

  welcome() {
    if (this.welcomed) return;
    this.welcomed = true;
    this.screen?.element.remove();
    this.screen = null;
    const { words } = this;
    const code = navigator.language.slice(0, 2);
    const form = personForm(words, LANGUAGES[code] ? code : "uk", (id) => this.become(id));
    this.list.replaceChildren(h("div", { class: "welcome" }, h("div", { class: "plane" }, icon("send")), h("h1", {}, words.who), h("p", {}, words.whoHint), form, h("p", { class: "note" }, words.emulated)));
  }

  become(id) {
    this.wanted = id;
    this.go(null);
    this.refresh();
  }

  // Moving about

  go(ref) {
    if (ref !== this.ref) this.pendingStart = null;
    this.ref = ref;
    this.screen?.element.remove();
    this.screen = null;
  }

  open(ref) {
    this.go(ref);
    this.refresh();
  }

  close() {
    this.go(null);
    this.chat = null;
    this.drawList();
    this.refresh();
  }

  drawChat() {
    if (!this.chat) return;
    if (!this.screen) {
      this.screen = new ChatScreen(this);
      this.root.append(this.screen.element);
    }
    const elsewhere = this.chats.filter((one) => one.ref !== this.ref).reduce((sum, one) => sum + one.unread, 0);
    this.screen.update(this.chat, elsewhere);
  }

  drawList() {
    if (this.chat) {
      this.list.replaceChildren(); // what is covered must not be read or tapped
      return;
    }
    const { words } = this;
    const guide = document.getElementById("guide");
    const tips = guide.childElementCount ? iconButton("bulb", words.guide, () => this.showGuide(guide), { class: "tips" }) : null;
    this.list.replaceChildren(
      h(
        "header",
        { class: "head" },
        h("button", { type: "button", class: "me", "aria-label": words.people, title: words.people, onclick: () => peopleSheet(this) }, avatar(this.me.id, this.me.name)),
        h("span", { class: "head-names" }, h("span", { class: "head-title" }, this.offline ? words.waiting : words.chats), h("span", { class: "head-under" }, this.me.name)),
        tips,
        iconButton("write", words.newGroup, () => groupSheet(this)),
      ),
      h("div", { class: "chats" }, this.chats.map((one) => this.chatRow(one))),
    );
  }

  showGuide(guide) {
    sheet(this.words.guide, (body) => body.append(...[...guide.childNodes].map((one) => one.cloneNode(true))), this.words);
  }

  chatRow(one) {
    const { words } = this;
    const at = one.date && (dayKey(one.date) === new Date().toDateString() ? clock(one.date, this.language) : new Date(one.date * 1000).toLocaleDateString(this.language, { day: "numeric", month: "short" }));
    const from = one.last_from && !one.last_service ? h("span", { class: "row-from" }, `${one.last_own ? this.me.name.split(" ")[0] : one.last_from.split(" ")[0]}: `) : null;
    const last = one.typing ? h("span", { class: "live" }, words.typing) : [from, lineText(words, one) || (one.is_bot ? `@${one.username}` : "")];
    return h(
      "button",
      { type: "button", class: `row ${one.ref === this.ref ? "on" : ""}`, data: { ref: one.ref }, onclick: () => this.open(one.ref) },
      avatar(one.ref, one.title, one.type === "private" ? "" : "group"),
      h(
        "span",
        { class: "row-about" },
        h("span", { class: "row-top" }, h("b", {}, one.title), one.last_own && !one.last_service ? h("span", { class: "ticks" }, "✓✓") : null, h("time", {}, at || "")),
        h("span", { class: "row-under" }, h("span", { class: "row-last" }, last), one.unread ? h("span", { class: "badge" }, one.unread) : null),
      ),
    );
  }

  // What the chat screen asks for

  jump(id) {
    this.screen?.jump(id);
  }

  sendText(text) {
    return this.screen.composer.sendBody({ text });
  }

  mention(text) {
    const bot = this.bots.find((one) => `@${one.username}`.toLowerCase() === text.toLowerCase());
    if (bot) this.open(bot.id);
  }

  inline(text, where) {
    if (where === "current") this.screen.composer.set(text);
    else chatSheet(this, this.chats.map((one) => ({ id: one.ref, title: one.title })), (ref) => this.openWith(ref, text));
  }

  async openWith(ref, text) {
    this.go(ref);
    await this.refresh();
    this.screen?.composer.set(text);
  }

  openBot(bot, start) {
    this.go(bot.id);
    this.pendingStart = start || null;
    this.refresh();
  }

  start(bot) {
    const payload = this.pendingStart ? ` ${this.pendingStart}` : "";
    this.pendingStart = null;
    return this.attempt(() => server.send({ from: this.me.id, chat: bot.id, text: `/start${payload}` }));
  }

  setBlocked(bot, blocked) {
    return this.attempt(() => server.block(this.me.id, bot.id, blocked ? "block" : "unblock"));
  }

  // Links to bots open in the phone; all others ask first and open in a new tab.
  openLink(url) {
    const found = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)\/?(?:\?(.*))?$/i.exec(url);
    const bot = found && this.bots.find((one) => one.username.toLowerCase() === found[1].toLowerCase());
    if (bot) {
      const query = new URLSearchParams(found[2] ?? "");
      if (query.has("startgroup")) this.addToGroup(bot, query.get("startgroup"));
      else this.openBot(bot, query.get("start"));
      return;
    }
    confirmBox(this.words.openLink, url, this.words.open, this.words, () => window.open(url, "_blank", "noopener"));
  }

  addToGroup(bot, start) {
    const groups = this.chats.filter((one) => one.type !== "private").map((one) => ({ id: one.ref, title: one.title }));
    if (groups.length === 0) {
      groupSheet(this, { bot, start });
      return;
    }
    chatSheet(this, groups, async (id) => {
      await this.attempt(() => server.members(id, { by: this.me.id, add: [bot.id], start: start ?? undefined }));
      this.open(id);
    });
  }

  chooseChat(chats, run) {
    chatSheet(this, chats, run);
  }

  menu(message, at) {
    const { words } = this;
    const { composer } = this.screen;
    const own = message.from.id === this.me.id;
    const deletes = own || this.chat.type === "private" || ["creator", "administrator"].includes(this.chat.members.find((one) => one.id === this.me.id)?.status);
    const items = [{ icon: "reply", text: words.reply, run: () => composer.replyTo(message) }];
    if (message.text && !message.protected) items.push({ icon: "copy", text: words.copy, run: () => copyText(message.text).then(() => toast(words.copied)) });
    if (!message.protected) items.push({ icon: "forward", text: words.forward, run: () => this.forward(message) });
    if (own && message.text && !message.via) items.push({ icon: "edit", text: words.edit, run: () => composer.edit(message) });
    if (deletes) items.push({ icon: "bin", danger: true, text: words.remove, run: () => this.remove(message) });
    choices(items, at);
  }

  forward(message) {
    const source = { chat: this.ref, message_id: message.message_id };
    chatSheet(this, this.chats.map((one) => ({ id: one.ref, title: one.title })), async (ref) => {
      if (await this.attempt(() => server.send({ from: this.me.id, chat: ref, forward: source }))) this.open(ref);
    });
  }

  remove(message) {
    return this.attempt(() => server.send({ from: this.me.id, chat: this.ref, delete: message.message_id }));
  }

  about() {
    if (this.chat.type !== "private") membersSheet(this, this.chat);
  }

  chatMenu(event) {
    const { words, chat } = this;
    const at = { x: event.clientX - 180, y: event.clientY + 12 };
    const bot = chat.bots?.[0];
    if (chat.type === "private" && bot) {
      const blocked = chat.blocked;
      choices([
        { icon: "people", text: words.addToGroup, run: () => this.addToGroup(bot, null) },
        { icon: "lock", danger: !blocked, text: blocked ? words.unblock : words.block, run: () => this.setBlocked(bot, !blocked) },
      ], at);
      return;
    }
    if (chat.type === "private") return;
    const items = [{ icon: "people", text: words.groupMembers, run: () => membersSheet(this, chat) }];
    if (chat.type === "group") items.push({ icon: "forward", text: words.upgrade, run: () => this.upgrade(chat) });
    items.push({ icon: "bin", danger: true, text: words.leave, run: () => this.leave(chat) });
    choices(items, at);
  }

  async upgrade(chat) {
    const made = await this.attempt(() => server.migrate(chat.id, this.me.id));
    if (made) this.open(made.id);
  }

  async leave(chat) {
    if (await this.attempt(() => server.members(chat.id, { by: this.me.id, leave: [this.me.id] }))) this.close();
  }
}

const phone = new Phone(document.getElementById("phone"));
listen(
  () => phone.refresh(),
  (down) => {
    if (phone.offline === down) return;
    phone.offline = down;
    if (phone.me) {
      phone.drawList();
      phone.drawChat();
    }
  },
);
// Logins and passwords of the guide are long to type.
document.addEventListener("click", async (event) => {
  const code = event.target.closest("dd code, li code");
  if (!code) return;
  await copyText(code.textContent);
  toast(phone.words.copied);
});
document.addEventListener("visibilitychange", () => phone.refresh());
phone.refresh();
