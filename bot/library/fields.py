"""arXiv's subject codes and their names (arxiv.org/category_taxonomy, 2026)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.library.text import fold

_ARCHIVES = {
    "cs": "AI Artificial Intelligence|AR Hardware Architecture|CC Computational Complexity|CE Computational Engineering, "
    "Finance, and Science|CG Computational Geometry|CL Computation and Language|CR Cryptography and Security|"
    "CV Computer Vision and Pattern Recognition|CY Computers and Society|DB Databases|DC Distributed, Parallel, and "
    "Cluster Computing|DL Digital Libraries|DM Discrete Mathematics|DS Data Structures and Algorithms|ET Emerging "
    "Technologies|FL Formal Languages and Automata Theory|GL General Literature|GR Graphics|GT Computer Science and "
    "Game Theory|HC Human-Computer Interaction|IR Information Retrieval|IT Information Theory|LG Machine Learning|"
    "LO Logic in Computer Science|MA Multiagent Systems|MM Multimedia|MS Mathematical Software|NA Numerical Analysis|"
    "NE Neural and Evolutionary Computing|NI Networking and Internet Architecture|OH Other Computer Science|"
    "OS Operating Systems|PF Performance|PL Programming Languages|RO Robotics|SC Symbolic Computation|SD Sound|"
    "SE Software Engineering|SI Social and Information Networks|SY Systems and Control",
    "stat": "AP Applications|CO Computation|ME Methodology|ML Machine Learning (Statistics)|OT Other Statistics|"
    "TH Statistics Theory",
    "eess": "AS Audio and Speech Processing|IV Image and Video Processing|SP Signal Processing|SY Systems and Control",
    "math": "AC Commutative Algebra|AG Algebraic Geometry|AP Analysis of PDEs|AT Algebraic Topology|CA Classical Analysis "
    "and ODEs|CO Combinatorics|CT Category Theory|CV Complex Variables|DG Differential Geometry|DS Dynamical Systems|"
    "FA Functional Analysis|GM General Mathematics|GN General Topology|GR Group Theory|GT Geometric Topology|HO History "
    "and Overview|IT Information Theory|KT K-Theory and Homology|LO Logic|MG Metric Geometry|MP Mathematical Physics|"
    "NA Numerical Analysis|NT Number Theory|OA Operator Algebras|OC Optimization and Control|PR Probability|QA Quantum "
    "Algebra|RA Rings and Algebras|RT Representation Theory|SG Symplectic Geometry|SP Spectral Theory|ST Statistics Theory",
    "q-bio": "BM Biomolecules|CB Cell Behavior|GN Genomics|MN Molecular Networks|NC Neurons and Cognition|OT Other "
    "Quantitative Biology|PE Populations and Evolution|QM Quantitative Methods|SC Subcellular Processes|TO Tissues and Organs",
    "q-fin": "CP Computational Finance|EC Economics|GN General Finance|MF Mathematical Finance|PM Portfolio Management|"
    "PR Pricing of Securities|RM Risk Management|ST Statistical Finance|TR Trading and Market Microstructure",
    "econ": "EM Econometrics|GN General Economics|TH Theoretical Economics",
    "astro-ph": "CO Cosmology and Nongalactic Astrophysics|EP Earth and Planetary Astrophysics|GA Astrophysics of Galaxies|"
    "HE High Energy Astrophysical Phenomena|IM Instrumentation and Methods for Astrophysics|SR Solar and Stellar Astrophysics",
    "cond-mat": "dis-nn Disordered Systems and Neural Networks|mes-hall Mesoscale and Nanoscale Physics|mtrl-sci Materials "
    "Science|other Other Condensed Matter|quant-gas Quantum Gases|soft Soft Condensed Matter|stat-mech Statistical Mechanics|"
    "str-el Strongly Correlated Electrons|supr-con Superconductivity",
    "nlin": "AO Adaptation and Self-Organizing Systems|CD Chaotic Dynamics|CG Cellular Automata and Lattice Gases|PS Pattern "
    "Formation and Solitons|SI Exactly Solvable and Integrable Systems",
    "physics": "acc-ph Accelerator Physics|ao-ph Atmospheric and Oceanic Physics|app-ph Applied Physics|atm-clus Atomic and "
    "Molecular Clusters|atom-ph Atomic Physics|bio-ph Biological Physics|chem-ph Chemical Physics|class-ph Classical Physics|"
    "comp-ph Computational Physics|data-an Data Analysis, Statistics and Probability|ed-ph Physics Education|flu-dyn Fluid "
    "Dynamics|gen-ph General Physics|geo-ph Geophysics|hist-ph History and Philosophy of Physics|ins-det Instrumentation and "
    "Detectors|med-ph Medical Physics|optics Optics|plasm-ph Plasma Physics|pop-ph Popular Physics|soc-ph Physics and "
    "Society|space-ph Space Physics",
}  # fmt: skip
_WHOLE_ARCHIVES = {
    "gr-qc": "General Relativity and Quantum Cosmology", "hep-ex": "High Energy Physics: Experiment",
    "hep-lat": "High Energy Physics: Lattice", "hep-ph": "High Energy Physics: Phenomenology",
    "hep-th": "High Energy Physics: Theory", "math-ph": "Mathematical Physics", "nucl-ex": "Nuclear Experiment",
    "nucl-th": "Nuclear Theory", "quant-ph": "Quantum Physics", "astro-ph": "Astrophysics", "cond-mat": "Condensed Matter",
}  # fmt: skip


# Codes at hand: all that arXiv has several times over; people type others.
_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Field:
    """A subject: `raw` as the page writes it, `code` with its archive (`cs.LG`), `name` for people."""

    raw: str
    code: str
    name: str

    @property
    def known(self) -> bool:
        """Whether arXiv's taxonomy has it."""
        return self.code in taxonomy()


@cache
def taxonomy() -> dict[str, str]:
    """Every code with its name."""
    codes = {f"{archive}.{row.partition(' ')[0]}": row.partition(" ")[2] for archive, row in _rows()}
    return codes | _WHOLE_ARCHIVES


def _rows() -> list[tuple[str, str]]:
    return [(archive, row) for archive, rows in _ARCHIVES.items() for row in rows.split("|")]


@cache
def _whole_codes() -> dict[str, tuple[str, ...]]:
    """`lg` to `cs.LG`, and `gn` to each of the archives that have it: pages leave the archive out."""
    whole: dict[str, tuple[str, ...]] = {}
    for archive, row in _rows():
        bare = row.partition(" ")[0]
        whole[bare.casefold()] = (*whole.get(bare.casefold(), ()), f"{archive}.{bare}")
    return whole


@cache
def _by_bare_code() -> dict[str, str]:
    """Codes that one archive has, and those of computer science, which pages are of where they tell nothing else."""
    return {bare: codes[0] for bare, codes in _whole_codes().items() if len(codes) == 1 or _archive(codes[0]) == "cs"}


@cache
def _by_folded_code() -> dict[str, str]:
    return {code.casefold(): code for code in taxonomy()}


@lru_cache(_KEPT)
def field_of(raw: str) -> Field:
    """The field a page's code stands for; an unknown code is its own name."""
    folded = raw.casefold()
    code = _by_folded_code().get(folded) or _by_bare_code().get(folded) or raw
    return Field(raw, code, taxonomy().get(code, raw))


def archives_of(codes: Iterable[str]) -> Counter[str]:
    """How often a page's codes tell an archive: `stat.ML` and `ML`, which no other has, but not `AP`."""
    telling = (field_of(raw).code for raw in codes if len(_whole_codes().get(raw.casefold(), ())) < 2)
    return Counter(_archive(code) for code in telling if code in taxonomy() or "." in code)


def in_context(raw: str, archives: Counter[str]) -> str:
    """A bare code that several archives have, with the one that its page's other codes tell; else as it is written.

    That is the archive which most of them are of, or its sister, if it is the one archive with that code.
    """
    codes = {_archive(code): code for code in _whole_codes().get(raw.casefold(), ())}
    if len(codes) < 2:
        return raw
    told = _first(Counter({archive: archives[archive] for archive in codes}))
    if told is None and not archives.keys() & codes.keys():
        told = _SISTERS.get(_first(archives) or "")
    code = codes.get(told or "", raw)
    return raw if field_of(raw).code == code else code


def _first(archives: Counter[str]) -> str | None:
    """The one that is told most often, if it is one."""
    (first, most), (_, second) = [*archives.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > second else None


def _archive(code: str) -> str:
    return code.partition(".")[0]


# arXiv itself lists some subjects under both: math.ST is stat.TH, cs.SY is eess.SY, q-fin.EC is econ.GN.
_SISTERS = {"stat": "math", "math": "stat", "eess": "cs", "cs": "eess", "q-fin": "econ", "econ": "q-fin"}


def code_of(typed: str, used: Iterable[Field]) -> str:
    """A field's code from its code, its name or a part of either which only one of these has; else as it was typed."""
    named = {fold(field.name): field.code for field in used}
    words, bare = fold(typed), typed.strip().casefold()
    parts = {code for name, code in named.items() if words and words in name}
    if words in named or (len(parts) == 1 and not field_of(typed.strip()).known):
        return named.get(words) or parts.pop()
    ends = [code for code in named.values() if code.partition(".")[2].casefold() == bare]
    if len(ends) == 1:
        return ends[0]
    return field_of(typed.strip()).code if typed.strip() else ""
