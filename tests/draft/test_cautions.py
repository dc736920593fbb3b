"""Advice to stop, to ask someone, or who should not do this: told from what only sounds like it."""

import pytest

from voiceguide.draft.cautions import is_caution
from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article


@pytest.mark.parametrize(
    "text",
    [
        "If anything hurts, leave it out for a day or two.",
        "Skip number three if your wrists are sore.",
        "Should you become breathless, rest until you can talk again.",
        "If the calf becomes hot, red or swollen, go to A&E.",
        "pain over 3/10 = stop",
        "A little ache is fine, sharp pain means stop.",
        "Stop any movement that brings on tingling.",
        "Light headed? Sit one out.",
        "If the lower back feels strained, bend your knees.",
        "Pain that is there the next day means you did too much.",
        "Go easy on the left wrist.",
        "Your symptoms should not get stronger afterwards.",
        "Care should be taken, as stretching too far can lead to injury.",
        "if it hurts in the hip leave out the second one ok??",
        "Should you encounter any difficulty, call our office.",
        "Don t push so far that your hand goes numb",
    ],
)
def test_advice_to_stop_is_a_caution(text):
    assert is_caution(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring the ward if the wound starts to weep.",
        "ring physio if it flares up again",
        "If you are unsure, talk it over: ask your nurse.",
        "Toes blue or cold - phone us straight away.",
        "Get the all clear from your surgeon first.",
        "A medical check is advised before you begin.",
        "With your doctor's permission, begin this in the fourth week.",
        "Do not attempt the second part unless your physiotherapist has told you to.",
    ],
)
def test_advice_to_ask_someone_is_a_caution(text):
    assert is_caution(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not for anyone with a slipped disc.",
        "Avoid this pose if you have a neck injury.",
        "Those with high blood pressure should not hold the breath.",
        "dont do this one if you had a c section",
        "Anyone whose shoulder has been dislocated leaves this one out.",
        "This one can irritate the sciatic nerve.",
        "NOT if your ankle is still swollen",
        "Pregnant? Skip number 4.",
        "Not before your six week check.",
        "nothing overhead until the surgeon says so",
        "Do this near a wall in case you wobble.",
        "High blood pressure: keep your head above your heart.",
        "Whoever goes giddy must sit down at once.",
        "Anyone with a cold: hum, and skip number 3.",
        "You want to allow the joint to heal before attempting this.",
    ],
)
def test_who_should_not_do_it_is_a_caution(text):
    assert is_caution(text)


@pytest.mark.parametrize(
    "text",
    [
        "If you would like to know more, ask your physiotherapist.",
        "Contact us if you have any questions about your appointment.",
        "Accident and Emergency",
        "Breathing slowly helps when you feel anxious or breathless.",
        "Many people with high blood pressure find that slow breathing helps.",
        "Does it hurt if you have arthritis?",
        "Stop and repeat on the other side.",
        "Roll over as if you were still pregnant.",
        "Remain there until the dizziness has passed.",
        "If you lose count, start again.",
        "Tell me how you got on.",
        "Point your foot down, as you do when you brake (a movement used when driving).",
        "Her back pain went away after two months.",
        "If you have neck pain, you are not alone.",
        "If you have a mat, unroll it.",
        "After surgery your muscles become weak.",
        "Repeat as advised by your physiotherapist.",
        "This sheet does not replace the advice of your doctor.",
        "These exercises were designed to ease your symptoms.",
        "Physiotherapists recommend it for back pain, so you need not worry.",
    ],
)
def test_talk_contact_lines_and_ordinary_instruction_are_no_cautions(text):
    assert not is_caution(text)


def test_what_forbids_outside_of_exercises_is_kept_where_it_is_about_moving():
    drafted = draft_article(
        read_article(
            b"Please do not park in front of the gate. Please don't lock your knees.\n\n"
            b"1. Arms. Lift both arms. Lower them. Repeat 5 times.\n2. Legs. Bend both knees. Straighten them. Repeat 8 times.\n\n"
            b"no running until the swelling has gone. thats all\n",
            "text",
        ),
        "text",
    )
    assert drafted.cautions == ("Please don't lock your knees.", "no running until the swelling has gone.")


def test_each_line_of_a_list_of_who_should_not_is_a_caution_with_the_words_above_it():
    drafted = draft_article(
        read_article(
            b"Cat stretch\n\nKneel on all fours. Round your back. Let it sink. Repeat 8 times.\n\n"
            b"Do not practise if you have:\n- recent surgery\n- a hernia\n\nSee you soon.\n\n"
            b"Contraindications:\nsciatica\n\nThe following people must not do these exercises:\n\n- pregnant women\n",
            "text",
        ),
        "text",
    )
    assert drafted.cautions == (
        "Do not practise if you have recent surgery",
        "Do not practise if you have a hernia",
        "Contraindications: sciatica",
        "The following people must not do these exercises: pregnant women",
    )
    assert len(drafted.exercises) == 1


def test_a_paragraph_at_the_head_that_announces_exercises_keeps_its_cautions():
    drafted = draft_article(
        read_article(
            b"Stretching eases stiff hands. Stop if there is any pain. Here are some exercises for the hands:\n\n"
            b"1. Fist. Close your hand. Open it. 5 times.\n2. Fan. Spread your fingers. Close them. 5 times.\n",
            "text",
        ),
        "text",
    )
    assert drafted.cautions == ("Stop if there is any pain.",)


@pytest.mark.parametrize(
    "text",
    [
        "It may pull, but it should never be a pain.",
        "Bend only as far as feels okay today.",
        "The whole set ought to stay within your own comfort.",
        "Keep every round pain free.",
        "Please don't push yourself in the first week.",
        "To be learnt under the supervision of a trainer.",
        "We recommend a physiotherapist for the first session.",
        "Wait at least ten weeks before you try the jumps.",
        "anything sharp and we stop",
        "Take care not to have a bad fall.",
        "You must not work to exhaustion.",
        "A stretch is fine, sharp is not.",
        "no press ups for Marek (wrist)",
        "Knee still niggling? walk instead",
    ],
)
def test_a_limit_is_a_caution_without_a_word_of_alarm(text: str):
    assert is_caution(text)


@pytest.mark.parametrize(
    "text",
    [
        "This eases joint pain.",
        "Lower them within a comfortable range.",
        "Strength prevents injury and stiffness.",
        "The joint that hurts most is the ankle.",
        "No partner is needed for this one.",
        "Movements of this kind are good for pain.",
    ],
)
def test_what_only_speaks_of_trouble_is_no_caution(text: str):
    assert not is_caution(text)
