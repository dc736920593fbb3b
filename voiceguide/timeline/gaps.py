"""The silences between words: how long a listener needs to follow."""

from voiceguide.units import Ms

EDGE_MS: Ms = 600
"""At the start of a chapter, so that a cut there cannot be heard."""

END_MS: Ms = 1_200
"""At the end of a chapter, at least; what its last 1.28 s has left comes on top."""

SENTENCE_MS: Ms = 500
"""Between sentences that ask for nothing."""

SETUP_MS: Ms = 1_500
"""After a sentence of the set-up: the body needs time to follow."""

READY_MS: Ms = 1_500
"""Between the last words before a rep and its first breath."""

BELL_MS: Ms = 1_500
"""How long a bell sounds alone before words follow it, or after they end."""

SWITCH_MS: Ms = 5_000
"""To change sides, after the words that ask for it."""

TAKING_IN_MS: Ms = 300
"""From the start of a held breath to the first sentence said in it, where no breath word is."""

TAIL_MS: Ms = 150
"""Between the end of a phase's words and the end of the phase, so that the next word stands apart."""
