"""Train the classifier of lines that reads articles, on the lines of tools/lines, and write its weights.

    python tools/train_line_kinds.py            train on all lines
    python tools/train_line_kinds.py --try      train on four fifths, and tell how the others are judged

A line of a file is a kind and a text, with a tab between them. All of them are our own writing. Training is the same at
each run: logistic regression by stochastic gradients (Adagrad).
"""

import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from voiceguide.draft import line_kinds
from voiceguide.draft.line_kinds import FEATURES, KINDS, WEIGHTS, features

LINES = Path(__file__).parent / "lines"
EPOCHS = 12
RATE = 0.08
SMALLEST = 0.02
"""Weights below it are not stored."""

Line = tuple[list[int], int]


def read_lines() -> list[tuple[str, str]]:
    """Every kind and text of the files."""
    lines = [
        line.split("\t", 1) for file in sorted(LINES.glob("*.tsv")) for line in file.read_text("utf-8").splitlines()
    ]
    return [(kind, text) for kind, text in lines]


def trained(lines: list[Line]) -> np.ndarray:
    """Weights of shape (`FEATURES`, kinds)."""
    weights = np.zeros((FEATURES, len(KINDS)))
    squares = np.full(weights.shape, 1e-3)
    order = random.Random(1)
    for _ in range(EPOCHS):
        for rows, kind in order.sample(lines, len(lines)):
            scores = weights[rows].sum(axis=0)
            step = np.exp(scores - scores.max())
            step /= step.sum()
            step[kind] -= 1
            squares[rows] += step**2
            weights[rows] -= RATE * step / np.sqrt(squares[rows])
    return weights


def main() -> None:
    lines = [(features(text), KINDS.index(kind)) for kind, text in read_lines()]
    if "--try" in sys.argv[1:]:
        random.Random(0).shuffle(lines)
        fifth = len(lines) // 5
        weights = trained(lines[fifth:])
        judged = Counter((KINDS[kind], KINDS[int(weights[rows].sum(axis=0).argmax())]) for rows, kind in lines[:fifth])
        right = sum(count for (kind, found), count in judged.items() if kind == found)
        print(f"{right / fifth:.1%} of {fifth} lines are judged rightly")
        for (kind, found), count in judged.most_common():
            if kind != found:
                print(f"{count:5}  {kind} taken for {found}")
        return
    weights = trained(lines).astype(np.float16)
    weights[np.abs(weights) < SMALLEST] = 0
    file = Path(line_kinds.__file__).with_name(WEIGHTS)
    np.savez_compressed(file, weights=weights)
    print(f"{len(lines)} lines; {file.name} has {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
