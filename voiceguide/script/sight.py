"""Words that need eyes: they point at a picture, a screen, or something to be looked at.

Words that only turn the head or the mind are fine: "look down", "watch your breath", "see how far it goes".
"""

import re

_MEDIUM = r"(?:pictures?|photos?|images?|illustrations?|diagrams?|drawings?|videos?|clips?|screen|gif|animation)"
_THE = r"(?:(?:the|this|that|our|my|your|a)\s+)?"
_HAND = r"(?:(?:your|the)\s+)?(?:(?:\{side\}|\{other\ side\}|left|right|top|lifted)\s+)?(?:hands?|fingers?|fingertips?|thumbs?|palms?)"

NEEDS_EYES = re.compile(
    rf"""\b(?:
        as\s+(?:shown|seen|pictured|illustrated|depicted|demonstrated|above|below)
      | (?:shown|pictured|illustrated|described|listed|mentioned|see)\s+(?:above|below|here)
      | (?:in|on|from)\s+{_THE}{_MEDIUM}
      | (?:see|watch|follow|copy|look\s+at|check|click|tap)\s+{_THE}(?:{_MEDIUM}|fig(?:ure)?|mirror|clock|timer|arrows?)
      | in\s+(?:the|a)\s+mirror
      | (?:(?:watch|copy)\s+(?:me|us|this)|look\s+at\s+(?:me|us|this|that|it))
      | watch\s+(?:closely|carefully|how\s+(?:i|we|he|she|they))
      | (?:watch|look\s+at|gaze\s+at|stare\s+at)\s+{_HAND}
      | (?:with|keep|fix)\s+your\s+(?:eyes|gaze)\s+(?:on|fixed)
      | follow\s+[^.,:;!?]{{1,40}}?\s+with\s+your\s+(?:eyes|gaze)
      | (?:do\s+it\s+|just\s+)?like\s+(?:this|so)(?=\s*(?:[.,:;!?]|$))
      | (?:i|we|let\s+me|i['’]ll|we['’]ll)\s+(?:will\s+)?(?:show|demonstrate)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
