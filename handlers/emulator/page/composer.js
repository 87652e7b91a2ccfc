// Where a person writes: input, attachments, command list, inline results, reply keyboard.

import { h, icon, iconButton } from "./dom.js";
import { sheet } from "./dialogs.js";
import { server } from "./server.js";

const STICKERS = ["👍", "👎", "🎉", "❤️", "😂", "🤔", "😢", "🔥"];
const ASK_AFTER = 250; // milliseconds without typing before an inline query goes out

export class Composer {
  constructor(act, thread) {
    const { words } = act;
    this.act = act;
    this.thread = thread;
    this.chat = null;
    this.reply = null;
    this.editing = null;
    this.panel = ""; // keys, stickers
    this.asking = 0;
    this.answer = null;
    this.input = h("textarea", {
      id: "input", rows: 1, placeholder: words.message, "aria-label": words.message, enterKeyHint: "send",
      oninput: () => this.typed(), onkeydown: (event) => this.key(event),
    });
    this.file = h("input", { type: "file", hidden: true, multiple: true, onchange: () => this.picked() });
    this.menuButton = h("button", { type: "button", class: "menu-button", onclick: () => this.toggleCommands() }, icon("menu"), h("span", {}, words.menu));
    this.keysButton = iconButton("keys", words.keyboard, () => this.togglePanel("keys"));
    this.stickerButton = iconButton("smile", words.stickers, () => this.togglePanel("stickers"));
    this.attachButton = iconButton("clip", words.attach, () => this.file.click());
    this.sendButton = iconButton("send", words.send, () => this.send(), { class: "send", id: "send" });
    this.micButton = iconButton("mic", words.voiceHint, () => this.sendBody({ voice: btoa("OggS") }), { class: "mic" });
    this.about = h("div", { class: "about-bar", hidden: true });
    this.commands = h("div", { class: "suggestions", hidden: true, role: "listbox" });
    this.results = h("div", { class: "suggestions results", hidden: true, onscroll: () => this.moreResults() });
    this.keys = h("div", { class: "reply-keys", hidden: true });
    this.stickers = h("div", { class: "stickers", hidden: true }, STICKERS.map((one) => h("button", { type: "button", class: "sticker-key", onclick: () => this.sendBody({ sticker: one }) }, one)));
    this.bar = h(
      "div",
      { class: "bar" },
      this.menuButton,
      this.attachButton,
      h("div", { class: "field" }, this.input, this.keysButton, this.stickerButton),
      this.sendButton,
      this.micButton,
    );
    this.big = h("button", { type: "button", class: "big-button", hidden: true });
    this.element = h("footer", { class: "composer" }, this.commands, this.results, this.about, this.bar, this.big, this.keys, this.stickers, this.file);
    this.element.addEventListener("paste", (event) => this.pasted(event));
  }

  update(chat) {
    const before = this.chat;
    this.chat = chat;
    const bot = chat.type === "private" ? chat.bots?.[0] : null;
    this.menuButton.hidden = !bot || chat.commands.length === 0;
    const fresh = chat.keyboard && JSON.stringify(chat.keyboard.rows) !== JSON.stringify(before?.keyboard?.rows);
    if (fresh && !chat.keyboard.hidden) this.panel = "keys";
    if (!chat.keyboard || (chat.keyboard.hidden && !before?.keyboard?.hidden)) this.panel = this.panel === "keys" ? "" : this.panel;
    this.keysButton.hidden = !chat.keyboard;
    this.showBig(chat, bot);
    this.showForced(chat, before);
    this.input.placeholder = chat.placeholder || chat.keyboard?.placeholder || this.act.words.message;
    if (fresh || !chat.keyboard) this.drawKeys();
    this.drawPanels();
    this.switchSend();
  }

  showBig(chat, bot) {
    const { words } = this.act;
    const waits = bot && (chat.blocked || !chat.started || this.act.pendingStart);
    this.big.hidden = !waits;
    this.bar.hidden = Boolean(waits);
    if (!waits) return;
    this.big.textContent = chat.blocked ? words.unblock : words.start;
    this.big.onclick = () => (chat.blocked ? this.act.setBlocked(bot, false) : this.act.start(bot));
  }

  showForced(chat, before) {
    if (chat.force_reply && chat.force_reply !== before?.force_reply) {
      const asked = chat.messages.find((one) => one.message_id === chat.force_reply);
      if (asked) this.replyTo(asked);
    } else if (!chat.force_reply && before?.force_reply && this.reply?.message_id === before.force_reply) {
      this.clearAbout();
    }
    const gone = this.reply && !chat.messages.some((one) => one.message_id === this.reply.message_id);
    if (gone) this.clearAbout();
  }

  replyTo(message) {
    this.editing = null;
    this.reply = message;
    this.showAbout("reply", message.from.name, message.text || message.document?.name || "");
  }

  edit(message) {
    this.reply = null;
    this.editing = message;
    this.set(message.text);
    this.showAbout("edit", this.act.words.editing, message.text);
  }

  showAbout(sign, title, text) {
    const cancel = iconButton("close", this.act.words.cancel, () => {
      if (this.editing) this.set("");
      this.clearAbout();
    });
    this.about.replaceChildren(icon(sign), h("span", { class: "about-text" }, h("b", {}, title), h("span", {}, text)), cancel);
    this.about.hidden = false;
    this.input.focus();
  }

  clearAbout() {
    this.reply = this.editing = null;
    this.about.hidden = true;
  }

  set(text) {
    this.input.value = text;
    this.typed();
    this.input.focus();
  }

  typed() {
    this.switchSend();
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, 132)}px`);
    this.suggest();
    this.ask();
  }

  switchSend() {
    const empty = this.input.value.trim() === "";
    this.bar.classList.toggle("typing", !empty);
    this.keysButton.hidden = !this.chat?.keyboard || !empty;
    this.sendButton.hidden = empty;
    this.micButton.hidden = !empty;
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.commands.hidden = this.results.hidden = true;
      this.clearAbout();
    }
  }

  where() {
    const thread = this.thread();
    return { from: this.act.me.id, chat: this.act.ref, ...(thread ? { thread } : {}) };
  }

  async send() {
    const text = this.input.value;
    if (!text.trim()) return;
    if (this.editing) {
      const body = { ...this.where(), edit: this.editing.message_id, text };
      if (await this.act.attempt(() => server.send(body))) this.done();
      return;
    }
    // The field is emptied at once, as on a phone; what could not be sent comes back.
    const reply = this.reply;
    this.done();
    const body = { ...this.where(), text, ...(reply ? { reply_to: reply.message_id } : {}) };
    if (!(await this.act.attempt(() => server.send(body)))) this.set(text);
  }

  done() {
    this.clearAbout();
    this.set("");
  }

  async sendBody(body) {
    const reply = this.reply ? { reply_to: this.reply.message_id } : {};
    this.clearAbout();
    this.panel = this.panel === "stickers" ? "" : this.panel;
    this.drawPanels();
    return this.act.attempt(() => server.send({ ...this.where(), ...body, ...reply }));
  }

  // Commands

  toggleCommands() {
    if (this.commands.hidden) this.drawCommands(this.chat.commands);
    else this.commands.hidden = true;
  }

  suggest() {
    const typed = this.input.value;
    const wanted = /^\/\w*$/.test(typed) ? this.chat?.commands.filter((one) => `/${one.command}`.startsWith(typed)) : [];
    if (wanted?.length) this.drawCommands(wanted);
    else this.commands.hidden = true;
  }

  drawCommands(commands) {
    const group = this.chat.type !== "private";
    this.commands.replaceChildren(
      ...commands.map((one) => {
        const text = group ? `/${one.command}@${one.bot}` : `/${one.command}`;
        const run = () => {
          this.done();
          this.commands.hidden = true;
          this.sendBody({ text });
        };
        return h("button", { type: "button", class: "suggestion", role: "option", onclick: run }, h("b", {}, `/${one.command}`), h("span", {}, one.description));
      }),
    );
    this.commands.hidden = false;
  }

  // Inline mode

  ask() {
    clearTimeout(this.asking);
    const match = /^@(\w+)\s([^]*)$/.exec(this.input.value);
    const bot = match && this.act.bots.find((one) => one.username.toLowerCase() === match[1].toLowerCase());
    if (!bot) {
      this.results.hidden = true;
      this.answer = null;
      return;
    }
    this.asking = setTimeout(() => this.askNow(bot, match[2], ""), ASK_AFTER);
  }

  async askNow(bot, query, offset) {
    const { from, chat } = this.where();
    const asked = this.input.value;
    const found = await this.act.attempt(() => server.inline({ from, bot: bot.id, query, chat, offset, wait: 30 }));
    if (!found || this.input.value !== asked || found.results === null) return;
    const results = offset ? [...this.answer.results, ...this.own(found)] : this.own(found);
    this.answer = { bot, query, next: found.next_offset, results };
    this.drawResults(found.button);
  }

  own(found) {
    return found.results.map((one) => ({ ...one, query_id: found.id }));
  }

  moreResults() {
    const list = this.results;
    if (!this.answer?.next || list.scrollTop + list.clientHeight < list.scrollHeight - 40) return;
    const { bot, query, next } = this.answer;
    this.answer.next = "";
    this.askNow(bot, query, next);
  }

  drawResults(button) {
    const { words } = this.act;
    const open = button && h("button", { type: "button", class: "result-button", onclick: () => this.act.openBot(this.answer.bot, button.start_parameter) }, button.text);
    const rows = this.answer.results.map((one) =>
      h(
        "button",
        { type: "button", class: "suggestion result", onclick: () => this.chooseResult(one) },
        h("span", { class: "result-sign", "aria-hidden": "true" }, [...(one.title || "•")][0]),
        h("span", { class: "result-text" }, h("b", {}, one.title || one.type), h("span", {}, one.description || one.text)),
      ),
    );
    const none = rows.length === 0 && !open ? h("div", { class: "nothing" }, words.noResults) : null;
    this.results.replaceChildren(...[open, ...rows, none].filter(Boolean));
    this.results.hidden = false;
  }

  async chooseResult(result) {
    const { chat, thread } = this.where();
    this.results.hidden = true;
    this.done();
    await this.act.attempt(() => server.choose({ id: result.query_id, result_id: result.id, chat, thread }));
  }

  // Panels under the field

  togglePanel(name) {
    this.panel = this.panel === name ? "" : name;
    if (!this.panel) this.input.focus();
    this.drawPanels();
  }

  drawPanels() {
    this.keys.hidden = this.panel !== "keys" || !this.chat?.keyboard || this.bar.hidden;
    this.stickers.hidden = this.panel !== "stickers" || this.bar.hidden;
    this.keysButton.classList.toggle("on", !this.keys.hidden);
    this.stickerButton.classList.toggle("on", !this.stickers.hidden);
  }

  drawKeys() {
    const rows = this.chat.keyboard?.rows ?? [];
    this.keys.replaceChildren(
      ...rows.map((row) =>
        h("div", { class: "keys-row" }, row.map((one) => h("button", { type: "button", class: `reply-key ${one.style}`, onclick: () => this.pressKey(one) }, one.text))),
      ),
    );
  }

  pressKey(key) {
    if (key.kind === "request_chat") this.act.chooseChat(key.chats, (chat) => this.tapKey(key, { chat }));
    else this.tapKey(key, {});
  }

  tapKey(key, choice) {
    const { from, chat, thread } = this.where();
    return this.act.attempt(() => server.tap({ from, chat, keyboard: true, button: key.text, choice: { ...choice, thread } }));
  }

  // Files

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.offer(files);
  }

  picked() {
    const files = [...this.file.files];
    this.file.value = "";
    if (files.length) this.offer(files);
  }

  offer(files) {
    const { words } = this.act;
    const pictures = files.every((one) => /^image\/(jpeg|png|webp)$/.test(one.type));
    const caption = h("input", { class: "line", placeholder: words.caption, "aria-label": words.caption, value: this.input.value });
    const asFile = h("input", { type: "checkbox", checked: !pictures, disabled: !pictures });
    sheet(words.attach, (body, close) => {
      const go = async () => {
        close();
        this.set("");
        await this.upload(files, caption.value, !asFile.checked);
      };
      body.append(
        h("ul", { class: "picked" }, files.map((one) => h("li", {}, icon("file"), h("span", {}, one.name)))),
        h("label", { class: "switch" }, asFile, words.asFile),
        caption,
        h("button", { type: "button", class: "wide-button", onclick: go }, words.send),
      );
      caption.focus();
    }, words);
  }

  async upload(files, caption, photos) {
    const parts = await Promise.all(files.map(async (one) => ({ name: one.name, [photos ? "photo" : "document"]: await base64(one) })));
    if (parts.length > 1) await this.sendBody({ album: parts.map((one, at) => ({ ...one, caption: at ? "" : caption })) });
    else await this.sendBody({ ...parts[0], caption });
  }
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

