// What the page itself says, in the language of the person who holds the phone.

const UK = {
  chats: "Чати", search: "Пошук", bot: "бот", members: (n) => `учасників: ${n}`, typing: "друкує…",
  waiting: "Очікування мережі…", message: "Повідомлення", today: "Сьогодні", edited: "змінено",
  start: "Почати", unblock: "Розблокувати", restart: "Почати знову", menu: "Меню", whatBot: "Що вміє цей бот?",
  forwarded: "Переслано від", via: "через", reply: "Відповісти", copy: "Копіювати", forward: "Переслати",
  edit: "Змінити", remove: "Видалити", cancel: "Скасувати", open: "Відкрити", ok: "Гаразд", send: "Надіслати",
  copied: "Скопійовано", pinned: "Закріплене повідомлення", photo: "Фото", sticker: "Стікер", voice: "Голосове повідомлення",
  document: "Файл", contact: "Контакт", empty: "Тут ще немає повідомлень", attach: "Прикріпити", caption: "Підпис",
  asFile: "Надіслати як файл", stickers: "Стікери", keyboard: "Клавіатура бота", back: "Назад", more: "Ще",
  block: "Заблокувати бота", addToGroup: "Додати в групу", newGroup: "Нова група", groupName: "Назва групи",
  group: "Група", supergroup: "Супергрупа", forum: "Супергрупа з темами", create: "Створити", people: "Хто тримає телефон",
  addPerson: "Додати людину", firstName: "Ім'я", lastName: "Прізвище", language: "Мова", who: "Хто ви?",
  whoHint: "Цей телефон тримає вигадана людина. Назвіть її.", go: "Далі", groupMembers: "Учасники", leave: "Вийти з групи",
  makeAdmin: "Зробити адміністратором", demote: "Зняти адміністратора", kick: "Вилучити", upgrade: "Перетворити на супергрупу",
  addMember: "Додати учасника", chooseChat: "Оберіть чат", noChats: "Немає чатів, що підходять", openLink: "Відкрити посилання?",
  general: "Загальна", all: "Усі", owner: "власник", admin: "адмін", guide: "Що спробувати", noResults: "Нічого не знайдено",
  replyTo: "Відповідь", editing: "Редагування", deleted: "Повідомлення видалено", webApp: "Міні-застосунки тут не відкриваються",
  emulated: "Емулятор: справжній Telegram не бере участі", close: "Закрити", protected: "Копіювання й пересилання вимкнено",
  units: ["Б", "КБ", "МБ"], voiceHint: "Голосове (зразок)", down: "Донизу", person: "Телефон іншої людини",
  service: {
    group_chat_created: (by) => `${by}: створено групу`, supergroup_chat_created: (by) => `${by}: створено групу`,
    new_chat_members: (by, names) => (by === names ? `${by} приєднується до групи` : `${by} додає: ${names}`),
    left_chat_member: (by, names) => (by === names ? `${by} виходить із групи` : `${by} вилучає: ${names}`),
    pinned_message: (by, names) => `${by}: закріплено «${names}»`, migrate_to_chat_id: () => "Групу перетворено на супергрупу",
    migrate_from_chat_id: () => "Групу перетворено на супергрупу", forum_topic_created: (by, names) => `Створено тему «${names}»`,
    forum_topic_edited: (by, names) => `Тему перейменовано: «${names}»`, forum_topic_closed: () => "Тему закрито",
    forum_topic_reopened: () => "Тему знову відкрито", chat_shared: (by, names) => `Обрано чат «${names}»`,
  },
};

const EN = {
  chats: "Chats", search: "Search", bot: "bot", members: (n) => (n === 1 ? "1 member" : `${n} members`), typing: "typing…",
  waiting: "Waiting for network…", message: "Message", today: "Today", edited: "edited",
  start: "Start", unblock: "Unblock", restart: "Restart", menu: "Menu", whatBot: "What can this bot do?",
  forwarded: "Forwarded from", via: "via", reply: "Reply", copy: "Copy", forward: "Forward",
  edit: "Edit", remove: "Delete", cancel: "Cancel", open: "Open", ok: "OK", send: "Send",
  copied: "Copied", pinned: "Pinned message", photo: "Photo", sticker: "Sticker", voice: "Voice message",
  document: "File", contact: "Contact", empty: "No messages here yet", attach: "Attach", caption: "Caption",
  asFile: "Send as a file", stickers: "Stickers", keyboard: "Bot keyboard", back: "Back", more: "More",
  block: "Block the bot", addToGroup: "Add to a group", newGroup: "New group", groupName: "Group name",
  group: "Group", supergroup: "Supergroup", forum: "Supergroup with topics", create: "Create", people: "Who holds the phone",
  addPerson: "Add a person", firstName: "First name", lastName: "Last name", language: "Language", who: "Who are you?",
  whoHint: "An invented person holds this phone. Give a name.", go: "Next", groupMembers: "Members", leave: "Leave the group",
  makeAdmin: "Make administrator", demote: "Dismiss administrator", kick: "Remove", upgrade: "Convert to supergroup",
  addMember: "Add a member", chooseChat: "Choose a chat", noChats: "No suitable chats", openLink: "Open this link?",
  general: "General", all: "All", owner: "owner", admin: "admin", guide: "What to try", noResults: "Nothing found",
  replyTo: "Reply to", editing: "Editing", deleted: "Message deleted", webApp: "Mini Apps do not open here",
  emulated: "Emulator: the real Telegram has no part in it", close: "Close", protected: "Copying and forwarding are off",
  units: ["B", "KB", "MB"], voiceHint: "Voice message (a sample)", down: "To the bottom", person: "Another person's phone",
  service: {
    group_chat_created: (by) => `${by} created the group`, supergroup_chat_created: (by) => `${by} created the group`,
    new_chat_members: (by, names) => (by === names ? `${by} joined the group` : `${by} added ${names}`),
    left_chat_member: (by, names) => (by === names ? `${by} left the group` : `${by} removed ${names}`),
    pinned_message: (by, names) => `${by} pinned “${names}”`, migrate_to_chat_id: () => "The group became a supergroup",
    migrate_from_chat_id: () => "The group became a supergroup", forum_topic_created: (by, names) => `Topic “${names}” created`,
    forum_topic_edited: (by, names) => `Topic renamed to “${names}”`, forum_topic_closed: () => "Topic closed",
    forum_topic_reopened: () => "Topic reopened", chat_shared: (by, names) => `Chat “${names}” chosen`,
  },
};

const RU = {
  chats: "Чаты", search: "Поиск", bot: "бот", members: (n) => `участников: ${n}`, typing: "печатает…",
  waiting: "Ожидание сети…", message: "Сообщение", today: "Сегодня", edited: "изменено",
  start: "Начать", unblock: "Разблокировать", restart: "Начать снова", menu: "Меню", whatBot: "Что умеет этот бот?",
  forwarded: "Переслано от", via: "через", reply: "Ответить", copy: "Копировать", forward: "Переслать",
  edit: "Изменить", remove: "Удалить", cancel: "Отмена", open: "Открыть", ok: "Хорошо", send: "Отправить",
  copied: "Скопировано", pinned: "Закреплённое сообщение", photo: "Фото", sticker: "Стикер", voice: "Голосовое сообщение",
  document: "Файл", contact: "Контакт", empty: "Здесь пока нет сообщений", attach: "Прикрепить", caption: "Подпись",
  asFile: "Отправить как файл", stickers: "Стикеры", keyboard: "Клавиатура бота", back: "Назад", more: "Ещё",
  block: "Заблокировать бота", addToGroup: "Добавить в группу", newGroup: "Новая группа", groupName: "Название группы",
  group: "Группа", supergroup: "Супергруппа", forum: "Супергруппа с темами", create: "Создать", people: "Кто держит телефон",
  addPerson: "Добавить человека", firstName: "Имя", lastName: "Фамилия", language: "Язык", who: "Кто вы?",
  whoHint: "Этот телефон держит вымышленный человек. Назовите его.", go: "Дальше", groupMembers: "Участники", leave: "Выйти из группы",
  makeAdmin: "Сделать администратором", demote: "Снять администратора", kick: "Удалить из группы", upgrade: "Преобразовать в супергруппу",
  addMember: "Добавить участника", chooseChat: "Выберите чат", noChats: "Нет подходящих чатов", openLink: "Открыть ссылку?",
  general: "Общая", all: "Все", owner: "владелец", admin: "админ", guide: "Что попробовать", noResults: "Ничего не найдено",
  replyTo: "Ответ", editing: "Редактирование", deleted: "Сообщение удалено", webApp: "Мини-приложения здесь не открываются",
  emulated: "Эмулятор: настоящий Telegram не участвует", close: "Закрыть", protected: "Копирование и пересылка отключены",
  units: ["Б", "КБ", "МБ"], voiceHint: "Голосовое (образец)", down: "Вниз", person: "Телефон другого человека",
  service: {
    group_chat_created: (by) => `${by}: группа создана`, supergroup_chat_created: (by) => `${by}: группа создана`,
    new_chat_members: (by, names) => (by === names ? `${by} присоединяется к группе` : `${by} добавляет: ${names}`),
    left_chat_member: (by, names) => (by === names ? `${by} выходит из группы` : `${by} удаляет: ${names}`),
    pinned_message: (by, names) => `${by}: закреплено «${names}»`, migrate_to_chat_id: () => "Группа стала супергруппой",
    migrate_from_chat_id: () => "Группа стала супергруппой", forum_topic_created: (by, names) => `Создана тема «${names}»`,
    forum_topic_edited: (by, names) => `Тема переименована: «${names}»`, forum_topic_closed: () => "Тема закрыта",
    forum_topic_reopened: () => "Тема снова открыта", chat_shared: (by, names) => `Выбран чат «${names}»`,
  },
};

export const LANGUAGES = { uk: "Українська", en: "English", ru: "Русский" };

export function wordsFor(code) {
  return { uk: UK, ru: RU }[(code || "").slice(0, 2)] || EN;
}

export function serviceText(words, service) {
  const say = words.service[service.kind];
  const names = service.names.join(", ");
  const short = names.length > 40 ? `${names.slice(0, 38)}…` : names;
  return say ? say(service.by, short) : service.kind;
}

// One line about a message for the chat list, in the phone's language.
export function lineText(words, chat) {
  if (chat.last_service) return serviceText(words, chat.last_service);
  return { photo: words.photo, sticker: words.sticker, voice: words.voice, contact: words.contact }[chat.last] || chat.last;
}
