"""voiceguide: written exercises become a spoken session that breathes with you.

    import voiceguide as vg

    session = vg.load("back-mobility")
    sound = vg.render(session, pace="5-7", voice="natural", guide="breath")
    vg.export(sound, "back-mobility.mp3")
    vg.play(sound)

What `__init__.pyi` names is stable: it changes in a major version only, and CHANGELOG.md says so. A name is loaded when it
is first asked for, so that importing the package takes a few milliseconds.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
