// The emulator's control API, as the page uses it.

export class Refused extends Error {}

async function answered(response) {
  if (!response.ok) throw new Refused(await response.text());
  return response.json();
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`/emulator/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function get(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return answered(await fetch(`/emulator/${path}?${new URLSearchParams(kept)}`));
}

export const server = {
  phone: (as, chat) => get("phone", { as, chat }),
  send: (body) => post("send", body),
  tap: (body) => post("tap", body),
  answer: (id) => get(`taps/${id}`, { wait: 60 }),
  inline: (body) => post("inline", body),
  choose: (body) => post("inline/choose", body),
  read: (as, chat, to) => post("read", { as, chat, to }),
  addPerson: (body) => post("people", body),
  block: (person, bot, what) => post(`people/${person}/${what}`, { bot }),
  addChat: (body) => post("chats", body),
  members: (chat, body) => post(`chats/${chat}/members`, body),
  migrate: (chat, by) => post(`chats/${chat}/migrate`, { by }),
};

// Calls `changed` after each change of the world, `down(true)` while the server is out of reach.
export function listen(changed, down) {
  const events = new EventSource("/emulator/events");
  events.onmessage = () => changed();
  events.onopen = () => down(false);
  events.onerror = () => down(true);
}
