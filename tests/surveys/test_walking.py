"""One question a screen, back, review, change, send."""

from datetime import timedelta

from surveys.engine import carry_over
from surveys.events import Answer
from surveys.reader import read_markdown

HELP = """
| survey | type | name | label | required | relevant | constraint |
| | select_one yes_no | Q1.1 | Получали ли Вы помощь? | yes | | |
| | select_multiple topics | Q1.2 | По каким вопросам? | yes | ${Q1.1} = 'а' | count-selected(.) <= 2 |
| | text | Q1.3 | Почему нет? | yes | ${Q1.1} = 'б' | |
| | text | Q1.4 | Ваши предложения | | | string-length(.) <= 20 |
| choices | list_name | name | label |
| | yes_no | а | Да |
| | yes_no | б | Нет |
| | topics | 1 | Предмет |
| | topics | 2 | Методика |
| | topics | 3 | Оценивание |
"""


def test_a_teacher_answers_and_sends(walk):
    teacher = walk(HELP)
    assert teacher.asks == "Получали ли Вы помощь?"
    teacher.picks("Да")
    assert teacher.asks == "По каким вопросам?"
    teacher.marks("Оценивание", "Предмет").confirms()
    teacher.types("Спасибо!")
    assert teacher.review == {
        "Получали ли Вы помощь?": "Да",
        "По каким вопросам?": "Предмет; Оценивание",
        "Ваши предложения": "Спасибо!",
    }
    assert teacher.sends() == {"Q1.1": "а", "Q1.2": "1;3", "Q1.4": "Спасибо!"}


def test_the_screen_counts_along_the_route(walk):
    teacher = walk(HELP)
    assert (teacher.question.progress.place, teacher.question.progress.total) == (1, 2)
    teacher.picks("Да")
    assert (teacher.question.progress.place, teacher.question.progress.total) == (2, 3)
    assert teacher.question.progress.minutes_left >= 1


def test_a_visit_is_one_screen_whatever_is_marked_on_it(walk):
    teacher = walk(HELP).picks("Да")
    visit = teacher.question.visit
    teacher.marks("Предмет").unmarks("Предмет").types("ерунда какая-то")
    assert teacher.question.visit == visit
    teacher.marks("Предмет").confirms()
    assert teacher.question.visit == visit + 1


def test_marks_beyond_the_limit_are_refused_and_the_others_stay(walk):
    teacher = walk(HELP).picks("Да")
    assert teacher.question.limit == 2
    teacher.marks("Предмет", "Методика", "Оценивание")
    assert teacher.refusal.reason == "too_many"
    assert teacher.refusal.params == {"limit": "2", "marked": "2"}
    assert teacher.chosen == ["Предмет", "Методика"]


def test_marking_twice_changes_nothing(walk):
    teacher = walk(HELP).picks("Да").marks("Предмет", "Предмет")
    assert teacher.chosen == ["Предмет"]


def test_a_required_question_cannot_be_left_out(walk):
    teacher = walk(HELP).picks("Да").confirms()
    assert teacher.refusal.reason == "required"
    teacher.skips()
    assert teacher.refusal.reason == "required"
    teacher.marks("Предмет").confirms()
    assert teacher.skips().at_review
    assert teacher.sends()["Q1.4"] == ""


def test_back_shows_the_former_answer_and_returns_to_where_the_person_was(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms()
    teacher.goes_back()
    assert teacher.chosen == ["Методика"]
    teacher.goes_back()
    assert teacher.question.answer == "Да"
    assert not teacher.question.can_go_back
    teacher.goes_back()
    assert teacher.refusal.reason == "not_here"
    teacher.confirms()
    assert teacher.asks == "Ваши предложения"


def test_marks_that_were_not_confirmed_do_not_replace_the_answer(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().goes_back()
    teacher.marks("Предмет").goes_back().confirms().skips()
    assert teacher.review["По каким вопросам?"] == "Методика"


def test_an_answer_to_a_question_that_disappears_is_not_sent_but_kept(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().skips()
    teacher.changes("Получали ли Вы помощь?").picks("Нет")
    assert teacher.asks == "Почему нет?", "a required question that has just opened comes before the review"
    teacher.types("Не было времени")
    assert teacher.review.get("По каким вопросам?") is None
    assert teacher.sends() == {"Q1.1": "б", "Q1.3": "Не было времени", "Q1.4": ""}
    teacher.changes("Получали ли Вы помощь?").picks("Да")
    assert teacher.review["По каким вопросам?"] == "Методика"


def test_a_change_from_the_review_leads_back_to_it(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().skips()
    teacher.changes("По каким вопросам?").goes_back()
    assert teacher.at_review
    teacher.changes("По каким вопросам?").marks("Предмет").confirms()
    assert teacher.review["По каким вопросам?"] == "Предмет; Методика"


def test_back_from_the_review_walks_the_route(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().skips().goes_back()
    assert teacher.asks == "Ваши предложения"
    assert teacher.goes_back().asks == "По каким вопросам?"


def test_a_long_text_is_refused_whole(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms()
    teacher.types("я" * 21)
    assert teacher.refusal.reason == "constraint"
    teacher.types("я" * 4001)
    assert (teacher.refusal.reason, teacher.refusal.params) == ("too_long", {"limit": "4000", "over": "1"})
    assert teacher.asks == "Ваши предложения"


def test_control_characters_are_left_out_and_line_breaks_stay(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().types("  раз\x00\x1b\r\nдва  ")
    assert teacher.review["Ваши предложения"] == "раз\nдва"


def test_a_sent_response_opens_at_the_review_for_correction(walk):
    sent = (Answer("Q1.1", 0, "а"), Answer("Q1.2", 0, "1;3"), Answer("Q1.4", 0, ""))
    teacher = walk(HELP, answers=sent)
    assert teacher.review["По каким вопросам?"] == "Предмет; Оценивание"
    teacher.changes("По каким вопросам?").unmarks("Предмет").confirms()
    assert teacher.sends() == {"Q1.1": "а", "Q1.2": "3", "Q1.4": ""}


def test_a_new_version_goes_on_at_its_first_question_without_an_answer(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms()
    newer = HELP.replace("| | text | Q1.4 |", "| | integer | Q1.5 | Сколько раз? | yes | | |\n| | text | Q1.4 |")
    form = read_markdown(newer)
    teacher.session, teacher.events = carry_over(form, teacher.session, teacher.now + timedelta(days=3))
    teacher.form = form
    assert teacher.asks == "Сколько раз?"
    teacher.types("3").skips()
    assert teacher.sends() == {"Q1.1": "а", "Q1.2": "2", "Q1.5": "3", "Q1.4": ""}


def test_an_option_that_a_new_version_dropped_is_asked_again(walk):
    teacher = walk(HELP).picks("Да").marks("Методика").confirms().skips()
    form = read_markdown(HELP.replace("| | topics | 2 | Методика |\n", ""))
    teacher.session, _ = carry_over(form, teacher.session, teacher.now)
    teacher.form = form
    assert teacher.asks == "По каким вопросам?"


KINDS = """
| survey | type | name | label | required | parameters |
| | note | hello | Здравствуйте! | | |
| | rank forms | order | Расставьте по важности | yes | |
| | acknowledge | read | Я прочитал(а) | yes | |
| | range | mark | Оценка | yes | start=1 end=10 step=1 |
| | image | photo | Фото урока | | |
| | file | paper | Удостоверение | | |
| choices | list_name | name | label |
| | forms | 1 | Семинар |
| | forms | 2 | Вебинар |
| | forms | 3 | Тренинг |
"""


def test_a_note_is_read_a_ranking_is_placed_a_file_is_attached(walk):
    person = walk(KINDS)
    assert (person.question.kind, person.asks) == ("note", "Здравствуйте!")
    person.confirms().picks("Тренинг", "Семинар")
    assert person.question.ranked == ("Тренинг", "Семинар")
    assert person.confirms().refusal.reason == "not_all_ranked"
    person.picks("Вебинар").confirms().confirms().types("11")
    assert (person.refusal.reason, person.refusal.params) == ("out_of_range", {"low": "1", "high": "10", "step": "1"})
    person.types("7").attaches("голос.ogg", "audio")
    assert (person.refusal.reason, person.refusal.params) == ("wrong_media", {"wanted": "image"})
    person.attaches("урок.jpg", "image").attaches("скан.pdf", "file")
    assert person.review == {
        "Расставьте по важности": "Тренинг; Семинар; Вебинар",
        "Я прочитал(а)": "да",
        "Оценка": "7",
        "Фото урока": "урок.jpg",
        "Удостоверение": "скан.pdf",
    }
    assert person.sends()["order"] == "3;1;2"


def test_a_taken_place_of_a_ranking_is_left_alone(walk):
    person = walk(KINDS).confirms().places("Вебинар", 0).places("Вебинар", 0).places("Семинар", 0)
    assert person.question.ranked == ("Вебинар",)
    person.picks("Вебинар")
    assert person.question.ranked == (), "a second tap takes the option out again"


def test_an_input_that_makes_no_sense_here_changes_nothing(walk):
    person = walk(KINDS)
    assert person.types("привет").refusal.reason == "not_here"
    assert person.attaches("a.jpg", "image").refusal.reason == "not_here"
    assert person.asks == "Здравствуйте!"


def test_an_answer_that_fits_the_question_s_new_kind_no_more_is_asked_again(walk):
    person = walk("| survey | type | name | label |\n| | text | n | Сколько? |\n| | text | t | Тема |\n").types("много")
    form = read_markdown("| survey | type | name | label |\n| | integer | n | Сколько? |\n| | text | t | Тема |\n")
    person.session, _ = carry_over(form, person.session, person.now)
    person.form = form
    assert (person.question.kind, person.asks) == ("integer", "Сколько?")
