"""What may be shown of a candidate to people who need not know who it is."""

import re

HIDDEN = "•••"
_HANDLE = r"(?<![\w.])@\w{3,}"
# Each repeat has an end: a text without one is searched from each of its letters.
_EMAIL = r"[^\s@<>«»\"]{1,100}@[^\s@<>«»\"]+"
_LABEL = r"[\w-]{1,63}"
_ADDRESS = (
    rf"(?:https?://|www\.)\S+|\b{_LABEL}(?:\.{_LABEL}){{0,4}}"
    r"\.(?:me|com|ua|net|org|ru|io|link|pl|eu)\b\S*"
)
_CONTACT = re.compile("|".join((_EMAIL, _HANDLE, _ADDRESS)), re.I)
_NUMBER = re.compile(r"[(+]{0,4}\d(?:[\s().\-–/]*\d){6,}")
_RANGE = re.compile(r"([1-9][\d\s]*)[-–]\s*([1-9][\d\s]*)")
_PATRONYMIC = re.compile(
    r".{2,}(?:івна|ївна|овна|евна|ьовна|їчна|ична|инична|ович|йович|евич|єв?ич|ьич)", re.I
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})

# A site gives the whole name in one string whose order varies (Work.ua): which of the words is the
# given name is known by these alone; where it is not, initials are all that is shown.
_NAMES = """
adam alex alexander alexandra alice alina alla alona anastasia anastasiia anatolii andrew andrii
andriy anna anton arsen artem artur bohdan boris borys daniel danylo daria dariia darya david
denis denys diana dmitry dmytro elena emma eva evgen evhen george halyna hanna igor ihor illia
ilya inna ira irina iryna ivan ivanna jan jane john julia karina kate kateryna khrystyna kira
kostiantyn kseniia larysa lesia lev lidiia liliia lina liubov liudmyla maksym marharyta maria
mariia marina mark marta maryna max maxim michael mykhailo mykola mykyta nadiia natalia nataliia
nazar nick nina oksana oleg oleh oleksandr oleksandra oleksii olena olesia olga olha ostap paul
pavlo peter petro polina roman ruslan sasha sergey serhii serhiy sofia sofiia solomiia stanislav
stepan sviatoslav svitlana taras tetiana tetyana tymofii vadym valentyna valeriia vasyl victoria
viktor viktoriia vira vitalii vlad vladyslav volodymyr yana yaroslav yelyzaveta yevhen yevheniia
yulia yuliia yurii yuriy zakhar zoia августин агата агнія адам аделіна адріана алевтина
александр александра алексе алексей алена алла альбіна альона алёна аліна аліса анастасия
анастасія анатолий анатолій ангелина ангеліна андрей андріана андрій анжела анжеліка анна антон
антонина антоніна аня аніта арина аркадий аркадій арсен арсений арсеній артем артемий артур
артём аріна афанасий афанасій богдан богдана божена борис борислав броніслав в'ячеслав вадим
валентин валентина валерій валерія варвара василий василина василиса василь василій вера виктор
виктория виолетта виталий виталина влад влада владимир владислав владислава вова володимир
всеволод вячеслав віктор вікторія віолетта віра віталій віталіна галина ганна геннадий геннадій
георгий георгій герман глеб гліб григорий григорій гриша дана даниил данил данила данило даниїл
дар'я дарина дарья дарія даша денис диана дима дмитрий дмитро домініка діана діма ева евгений
евгения евдокия едуард екатерина елена елеонора елизавета ельвіра еліна емілія ераст жанна женя
захар зинаида злата зоряна зоя зінаїда зіновій иван иванна игнат игорь илона илья инга инесса
инна иосиф ирина йосип камілла карина каролина кароліна каріна катерина катя кира кирилл кирило
клавдія клим коля констянтин костянтин ксения ксенія кіра лада лариса лев лена леонид леонід
лера леся леша лидия лизавета лилия лина льоша любов любовь любомир людмила лєна лєра лідія
лілія ліна магдалина майя макар макарій максим мар'я мар'ян мар'яна маргарита марианна марина
мария марк марко марта маріанна марія матвей матвій маша мелісса микита микола милана милена
мирон мирослав мирослава михаил михайло миша мілана мілена міша надежда надія назар назарій
настя наталия наталья наталя наталія наташа нестор никита николай нина ніка нікіта ніна нінель
оксана олег олександр олександра олексій олена олесь олеся ольга оля орест орина остап павел
павло панас пантелеймон петр петро платон полина поля поліна прохор пётр раиса раїса регина
регіна ренат роберт родіон роксолана роман ростислав руслан руслана сабіна савелій саша света
светлана святослав світа світлана семен семён сергей сергій сергійко сніжана соломія соня софия
софья софія станислав станіслав степан стефан стефанія сюзанна таисия тамара таня тарас тарасик
татьяна таїсія тетяна тимофей тимофій тимур тихон толя ульяна уляна федор федір фелікс филипп
фёдор філіп христина эдуард элеонора эльвира эмилия юлиан юлиана юлия юля юліан юліана юлія юрий
юрій юстина ютта яким яков яків яна ярема ярина яромир ярослав ярослава ясмина єва євген євгенія
євдокія єлизавета іван іванна ігнат ігор ілля ілона інга інеса інна іра ірина ія
"""
_GIVEN = frozenset(_NAMES.split())


def masked_name(name: str | None) -> str:
    """The given name and the initial of the surname; initials where it is not sure which is which.

    Empty for no name at all.
    """
    words = [word for word in (name or "").split() if any(char.isalpha() for char in word)]
    if not words:
        return ""
    at = _given(words)
    if at is None:
        return " ".join(_initial(word) for word in words[:2])
    others = [one for one in words if one is not words[at] and not _PATRONYMIC.fullmatch(one)]
    surname = others[0] if others else ""
    return f"{_capital(words[at])} {_initial(surname)}".strip()


def called(name: str | None) -> str:
    """How a letter calls the person: by the given name, by the whole name where that is not sure.

    Empty for no name at all.
    """
    words = [word for word in (name or "").split() if any(char.isalpha() for char in word)]
    at = _given(words)
    return " ".join(words) if at is None else _capital(words[at])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _given(words: list[str]) -> int | None:
    """Where the given name stands, if that is sure."""
    known = [at for at, word in enumerate(words) if _plain(word) in _GIVEN]
    if len(known) == 1:
        return known[0]
    fathers = [at for at, word in enumerate(words) if at and _PATRONYMIC.fullmatch(word)]
    if len(fathers) == 1 and fathers[0] - 1 in known:
        return fathers[0] - 1  # a surname that is a given name too: Роман Іван Петрович
    return None


def _plain(word: str) -> str:
    return word.casefold().translate(_APOSTROPHES).strip('.,;:()"«»')


def _initial(word: str) -> str:
    letter = next((char for char in word if char.isalpha()), "")
    return f"{letter.upper()}." if letter else ""


def scrubbed(text: str | None) -> str:
    """A text from outside without phones, e-mails, addresses and names at Telegram."""
    return _NUMBER.sub(_unless_amounts, _CONTACT.sub(HIDDEN, text or ""))


def _unless_amounts(found: re.Match[str]) -> str:
    """Pay and years stay: from thousands to hundreds of thousands, on both sides of a dash."""
    pair = _RANGE.fullmatch(found[0])
    amounts = ["".join(one.split()) for one in pair.groups()] if pair else []
    fits = amounts and all(4 <= len(one) <= 6 for one in amounts)
    return found[0] if fits else HIDDEN
