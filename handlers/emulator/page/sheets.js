// Sheets about people and groups: who holds the phone, a new group, members.

import { avatar, h, icon } from "./dom.js";
import { choices, sheet } from "./dialogs.js";
import { server } from "./server.js";
import { LANGUAGES } from "./words.js";

function row(id, name, under, onclick, extra = null) {
  return h("button", { type: "button", class: "person", onclick }, avatar(id, name), h("span", { class: "person-about" }, h("b", {}, name), h("span", {}, under)), extra);
}

export function personForm(words, language, made) {
  const first = h("input", { class: "line", placeholder: words.firstName, "aria-label": words.firstName, required: true, autocomplete: "off" });
  const last = h("input", { class: "line", placeholder: words.lastName, "aria-label": words.lastName, autocomplete: "off" });
  const options = Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === language }, name));
  const code = h("select", { class: "line", "aria-label": words.language }, options);
  const submit = async (event) => {
    event.preventDefault();
    if (!first.value.trim()) return;
    const body = { first_name: first.value.trim(), last_name: last.value.trim(), language_code: code.value };
    made((await server.addPerson(body)).id);
  };
  return h("form", { class: "form", onsubmit: submit }, first, last, code, h("button", { class: "wide-button" }, words.go));
}

export function peopleSheet(act) {
  const { words } = act;
  sheet(words.people, (body, close) => {
    const swap = (id) => {
      close();
      act.become(id);
    };
    const rows = act.people.map((one) =>
      row(one.id, one.name, LANGUAGES[one.language_code] || one.language_code, () => swap(one.id), one.id === act.me.id ? icon("check") : null),
    );
    const add = h("details", { class: "add" }, h("summary", {}, icon("plus"), words.addPerson), personForm(words, act.me.language_code, swap));
    body.append(...rows, add, h("p", { class: "note" }, words.emulated));
  }, words);
}

export function groupSheet(act, { bot = null, start = null } = {}) {
  const { words } = act;
  const title = h("input", { class: "line", placeholder: words.groupName, "aria-label": words.groupName, autocomplete: "off" });
  const kinds = [["group", words.group], ["supergroup", words.supergroup], ["forum", words.forum]];
  const kind = h("select", { class: "line", "aria-label": words.group }, kinds.map(([value, name]) => h("option", { value }, name)));
  const others = [
    ...act.bots.map((one) => ({ id: one.id, name: `@${one.username}`, on: true })),
    ...act.people.filter((one) => one.id !== act.me.id).map((one) => ({ id: one.id, name: one.name, on: false })),
  ].filter((one) => one.id !== bot?.id);
  const boxes = others.map((one) => [one, h("input", { type: "checkbox", checked: one.on && !bot })]);
  sheet(words.newGroup, (body, close) => {
    const create = async (event) => {
      event.preventDefault();
      const members = boxes.filter(([, box]) => box.checked).map(([one]) => one.id);
      const made = await act.attempt(() =>
        server.addChat({
          by: act.me.id, title: title.value.trim() || words.newGroup, members: [act.me.id, ...members],
          type: kind.value === "group" ? "group" : "supergroup", forum: kind.value === "forum",
        }),
      );
      if (!made) return;
      close();
      if (bot) await act.attempt(() => server.members(made.id, { by: act.me.id, add: [bot.id], start: start ?? undefined }));
      act.open(made.id);
    };
    const list = boxes.map(([one, box]) => h("label", { class: "switch" }, box, avatar(one.id, one.name.replace("@", ""), "small"), one.name));
    body.append(h("form", { class: "form", onsubmit: create }, title, kind, list, h("button", { class: "wide-button" }, words.create)));
    title.focus();
  }, words);
}

export function membersSheet(act, chat) {
  const { words } = act;
  const mine = chat.members.find((one) => one.id === act.me.id);
  const admin = mine?.status === "creator" || mine?.status === "administrator";
  sheet(words.groupMembers, (body, close) => {
    const change = (what) => {
      close();
      act.attempt(() => server.members(chat.id, { by: act.me.id, ...what }));
    };
    const rows = chat.members.map((one) => {
      const rank = { creator: words.owner, administrator: words.admin }[one.status] || (one.is_bot ? words.bot : "");
      const menu = (event) => {
        if (admin && one.id !== act.me.id) choices(memberChoices(one, words, change), { x: event.clientX, y: event.clientY });
      };
      return row(one.id, one.name, rank, menu);
    });
    body.append(...rows);
    const absent = [...act.bots.map((one) => ({ ...one, name: `@${one.username}` })), ...act.people].filter((one) => !chat.members.some((here) => here.id === one.id));
    if (admin && absent.length) {
      const add = absent.map((one) => row(one.id, one.name.replace("@", ""), one.username ? `@${one.username}` : "", () => change({ add: [one.id] }), icon("plus")));
      body.append(h("h3", {}, words.addMember), ...add);
    }
  }, words);
}

function memberChoices(member, words, change) {
  const items = member.status === "administrator"
    ? [{ icon: "people", text: words.demote, run: () => change({ demote: [member.id] }) }]
    : [{ icon: "people", text: words.makeAdmin, run: () => change({ promote: { [member.id]: true } }) }];
  return [...items, { icon: "bin", danger: true, text: words.kick, run: () => change({ remove: [member.id] }) }];
}

export function chatSheet(act, chats, run) {
  const { words } = act;
  sheet(words.chooseChat, (body, close) => {
    const rows = chats.map((one) =>
      row(one.id, one.title, "", () => {
        close();
        run(one.id);
      }),
    );
    body.append(...(rows.length ? rows : [h("p", { class: "note" }, words.noChats)]));
    const create = () => {
      close();
      groupSheet(act);
    };
    body.append(row(5, words.newGroup, "", create, icon("plus")));
  }, words);
}
