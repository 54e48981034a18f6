"""LaTeX in titles and abstracts reads as a person would write it, and nothing else is touched."""

import pytest

from bot.library.latex import readable

FORMULAS = [
    (r"$\textbf{D}$ecoupled Clip and $\textbf{D}$ynamic s$\textbf{A}$mpling $\textbf{P}$olicy",
     "Decoupled Clip and Dynamic sAmpling Policy"),
    (r"($\textbf{DAPO}$)", "(DAPO)"),
    ("$N=32$", "N=32"),
    ("$(1-p)$", "(1-p)"),
    (r"5.48$\times$ faster", "5.48× faster"),
    (r"$\leq$ $\to$ $\sim$ $\pm$ $\infty$", "≤ → ~ ± ∞"),
    (r"$\alpha,\beta$", "α,β"),
    (r"$\epsilon$-greedy and $\varepsilon$", "ε-greedy and ε"),
    ("$k$-means", "k-means"),
    ("H$_2$O", "H₂O"),
    (r"$\hat{\theta}$ $\tilde{\mathcal{O}}(n)$ $\bar x$ $\vec{v}$", "θ̂ Õ(n) x̄ v⃗"),
    (r"$\overline{AB}$", "A\u0305B\u0305"),
    (r"$\mathbb{R}$ $\mathbb{E}[x]$ $\mathbb{1}$", "ℝ 𝔼[x] 𝟙"),
    (r"$\mathcal{O}(n)$ $\mathbf{x}$ $\bm{x}$ ${\rm KL}$", "O(n) x x KL"),
    (r"$\|x\|_2$ $|x|$ $\{0,1\}^n$ $\langle x, y \rangle$", "‖x‖₂ |x| {0,1}ⁿ ⟨x, y⟩"),
    (r"$\left( a \right)$ $\bigl[ b \bigr]$ $\left.c\right|$", "(a) [b] c|"),
    (r"$\not\in$ $\not= x$", "∉ ≠ x"),
    ("$f'(x)$", "f′(x)"),
    (r"$10{,}000$ $10\,000$", "10,000 10 000"),
    (r"$50\%$ $50%$", "50% 50%"),
    ("$$x^2$$", "x²"),
    (r"\(a_1\) and \[ E = mc^2 \]", "a₁ and E = mc²"),
    (r"GPT$~$4", "GPT 4"),
    (r"$\lim_{n\to\infty} a_n$", "lim_(n→∞) aₙ"),
    (r"$\sum_{i=1}^{n} x_i$", "∑ᵢ₌₁ⁿ xᵢ"),
    (r"$\mathcal{L}_{\text{total}} = \mathcal{L}_1 + \lambda\mathcal{L}_2$", "L_total = L₁ + λL₂"),
    (r"$\operatorname*{argmin}_\theta f$", "argmin_θ f"),
    (r"$\binom{n}{k}$ $a \pmod n$", "(n choose k) a (mod n)"),
]  # fmt: skip

SCRIPTS = [
    ("$O(T^2)$", "O(T²)"),
    ("$O(T^{3/2})$", "O(T^(3/2))"),
    ("$10^{-3}$", "10⁻³"),
    ("$x_i^2$", "xᵢ²"),
    ("$2^{n+1}$", "2ⁿ⁺¹"),
    (r"$\mathbb{R}^n$", "ℝⁿ"),
    (r"$\ell_1$", "ℓ₁"),
    ("$π_θ$", "π_θ"),
    (r"$π_{\text{roll}} \neq π_θ$", "π_roll ≠ π_θ"),
    (r"$D_{\mathrm{KL}}^{\mathrm{tok,max}}$", "D_KL^(tok,max)"),
    ("$x_{ij}y$", "x_ij y"),
    ("$x_{t-1}$ $x_{i,j}$ $x_{1:t}$", "xₜ₋₁ x_(i,j) x_(1:t)"),
    (r"$L_\infty$ $2^{\Omega(n)}$ $e^{-x^2}$", "L_∞ 2^(Ω(n)) e^(-x²)"),
    (r"$A^\top$ $x^*$ $x^{\star}$ $90^\circ$ $x^{\prime}$", "Aᵀ x* x* 90° x′"),
    ("$k^{th}$ place, the $i^{\\text{th}}$", "kth place, the ith"),
    (r"CO\textsubscript{2} and 10\textsuperscript{6}", "CO₂ and 10⁶"),
]

FRACTIONS = [
    (r"$\frac{a}{b}$", "a/b"),
    (r"$\frac{a+b}{2}$", "(a+b)/2"),
    (r"$\frac{1}{2n}$ $\frac12$", "1/(2n) 1/2"),
    (r"$\frac{\partial f}{\partial x}$", "∂f/∂x"),
    (r"$2\frac{1}{2}$", "2 1/2"),
    (r"$\frac{1}{n}\sum_i x_i$", "1/n ∑ᵢ xᵢ"),
    (r"$T^{\frac{d+1}{d+2}}$", "T^((d+1)/(d+2))"),
    (r"$\sqrt{n}$", "√n"),
    (r"$\sqrt{n \log n}$", "√(n log n)"),
    (r"$\sqrt{T}K$ $\sqrt{x^2}$ $\sqrt[3]{x}$", "√T K √(x²) ³√x"),
]

SPACES = [
    (r"$n \times d$", "n × d"),
    (r"$a\leq b$", "a ≤ b"),
    (r"$x\in\mathbb{R}$", "x∈ℝ"),
    (r"$x \leq\alpha$", "x ≤ α"),
    (r"$f\colon X \to Y$", "f: X → Y"),
    (r"$n\log n$ $\log_2 n$ $\log^2n$ $O(\log(n))$", "n log n log₂ n log² n O(log(n))"),
    (r"$x\text{ if }y$", "x if y"),
    (r"$P(A \mid B)$", "P(A | B)"),
]

MACROS = [
    (r"\emph{x} \textit{x} \textbf{x} \textsc{x} \mbox{x} \text{x}", "x x x x x x"),
    (r"\texttt{a\_b}", "a_b"),
    (r"\mathrm{x} \mathbf{x} \mathcal{O} \operatorname{softmax}", "x x O softmax"),
    (r"{\bf x} {\em two words} {\it x\/}", "x two words x"),
    (r"\emph{\textbf{N}eural \textbf{D}ata $k$-filter}", "Neural Data k-filter"),
    (r"O(d^3 n\log n)", "O(d^3 n log n)"),
    (r"$\text{if $$ x}$ \enquote{x}\footnote{See \emph{y}.}", r"$\text{if $$ x}$ “x” (See y.)"),
    (r"90\% of A\&B, \_, \#, \$5 and \{x\}", "90% of A&B, _, #, $5 and {x}"),
    (r"\textcolor{red}{x} \texorpdfstring{$\alpha$}{alpha}", "x alpha"),
    (r"\ie, \eg\ this, \LaTeX{}nical", "i.e., e.g. this, LaTeXnical"),
    ("A \\\\ B", "A B"),
    (r"Section~\ref{x} and dimension~$k$", r"Section \ref{x} and dimension k"),
    (r"x^{\frac{a}{b}}", "x^{a/b}"),
]

ACCENTS = [
    (r"Erd\H{o}s", "Erdős"),
    (r"\'{e} \"u \c{c} \~n \^o \`a \v{z} \k{a} \.{z} \r{u}", "é ü ç ñ ô à ž ą ż ů"),
    (r"\ss, \o, \aa, \L\'od\'z", "ß, ø, å, Łódź"),
    (r"Stra\ss e, Sm\o{}rdal, {\AA}s", "Straße, Smørdal, Ås"),
    (r"R\'enyi, Va\v sek, G{\"o}del", "Rényi, Vašek, Gödel"),
    (r"na\"{\i}ve, na\"\i ve", "naïve, naïve"),
]

ADDRESSES = [
    (r"\url{https://github.com/THUDM/ImageReward}.", "https://github.com/THUDM/ImageReward."),
    (r"\url{https://x.org/a_b%20c~d#e}", "https://x.org/a_b%20c~d#e"),
    (r"\url{https://x.org/a\_b--c''d''}", "https://x.org/a_b--c''d''"),
    (r"\href{https://x.org}{the page}", "the page (https://x.org)"),
    (r"\href{https://x.org}{\texttt{https://x.org}}", "https://x.org"),
]

TYPOGRAPHY = [
    ("''safe''", "“safe”"),
    ("``safe''", "“safe”"),
    ("``safe\" and \"safe''", "“safe” and “safe”"),
    ("the `reality gap' and ``$k$-means''", "the ‘reality gap’ and “k-means”"),
    ("one -- two", "one – two"),
    ("one---two --- three", "one—two — three"),
    ("10--20, $10$--$20$", "10–20, 10–20"),
    ("Navier--Stokes, networks--a class", "Navier–Stokes, networks–a class"),
]

BROKEN = [
    r"$π_{\text{roll}$",
    r"$\foo x_2$",
    r"$x^$",
    r"$a}$",
    r"\cite{foo} \citep[p.~5]{foo--bar} \foo",
    r"\textbf \emph{x",
    r"\frac{a}",
    r"\left",
    r"$\\beta$",
    r"\begin{itemize}[x] \item",
    "\\textbf{" * 50 + "x" + "}" * 50,
    "{\\bf " * 50 + "x" + "}" * 50,
    "$" + "{" * 50 + "x" + "}" * 50 + "$",
]

PROSE = [
    "cost is $5",
    "costs $5 and $10",
    "$5 million in US$, or US$10 and A$ 3",
    "50% of A_B & C~D #1 {x}",
    "model's Hawai'i 5'' the models' rock 'n' roll",
    '`code` and ``code`` and "quotes"',
    "--flag a--b i-- <!-- x --> |---|---| https://x.org/ab--cd",
    "---\n-- item",
    r"C:\new\texts, \d+ and \w*, \u00e9, don\'t, \"tea\", 1\. and \*",
    "x\\",
]

MONEY = [
    (r"costs $5 and \$10", "costs $5 and $10"),
    (r"from $5 to $10 per \textbf{unit}", "from $5 to $10 per unit"),
    (r"$5 per \textbf{unit} or US$ 10, C$6", "$5 per unit or US$ 10, C$6"),
    (r"$5 \emph{or} $10", "$5 or $10"),
    (r"US$ 3 and $x$", "US$ 3 and x"),
    (r"US$ 3/\textbf{unit}, A$ 4 and $\alpha$", "US$ 3/unit, A$ 4 and α"),
    (r"$ x^2 $, $\pm $0.5, $3 \times $3, $0 \in A$ 3", "x², ±0.5, 3 ×3, 0 ∈ A 3"),
]

READ = FORMULAS + SCRIPTS + FRACTIONS + SPACES + MACROS + ACCENTS + ADDRESSES + TYPOGRAPHY + MONEY


@pytest.mark.parametrize(("latex", "text"), FORMULAS)
def test_formulas_read_as_people_write_them(latex: str, text: str) -> None:
    """Between dollars stands mathematics; it comes out in Unicode's signs and plain letters."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), SCRIPTS)
def test_scripts_are_drawn_where_all_of_them_can_be(latex: str, text: str) -> None:
    """A script is raised or lowered as a whole or written with ^ and _; words are never made tiny."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), FRACTIONS)
def test_fractions_and_roots_keep_their_meaning_in_one_line(latex: str, text: str) -> None:
    """What stood above, below or under a stroke is in parentheses where it would read otherwise."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), SPACES)
def test_formulas_keep_the_authors_spaces(latex: str, text: str) -> None:
    """A macro swallows no space that a reader needs, and words never grow together with letters."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), MACROS)
def test_macros_in_prose_leave_what_they_say(latex: str, text: str) -> None:
    """Fonts vanish, escapes and symbols become what they stand for."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), ACCENTS)
def test_accents_become_letters(latex: str, text: str) -> None:
    """Names come out with their own letters, each as one character."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), ADDRESSES)
def test_addresses_stay_verbatim(latex: str, text: str) -> None:
    """Nothing in an address is taken for markup or typography."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), TYPOGRAPHY)
def test_quotes_and_dashes_are_typeset(latex: str, text: str) -> None:
    """Quotes typed in two halves and dashes typed as hyphens look printed."""
    assert readable(latex) == text


@pytest.mark.parametrize(("latex", "text"), MONEY)
def test_money_between_macros_keeps_its_dollars(latex: str, text: str) -> None:
    """Two amounts are no formula, whatever markup is between them; a formula may have spaces inside."""
    assert readable(latex) == text


@pytest.mark.parametrize("text", BROKEN)
def test_broken_or_unknown_latex_stays_as_it_is(text: str) -> None:
    """What does not parse, nests too deep or is not known is shown exactly as written."""
    assert readable(text) == text


@pytest.mark.parametrize("text", PROSE)
def test_prose_stays_as_it_is(text: str) -> None:
    """Money, options, paths and stray signs are no LaTeX."""
    assert readable(text) == text


def test_an_unknown_macro_inside_a_known_one_stays() -> None:
    """Nothing is dropped silently: the macro that is known goes, the one that is not remains."""
    assert readable(r"\emph{see \cite{a_b}, \'e}") == r"see \cite{a_b}, é"


@pytest.mark.parametrize("text", [text for _, text in READ if "\\" not in text])
def test_what_is_readable_stays_readable(text: str) -> None:
    """A second pass over a result changes nothing."""
    assert readable(text) == text
