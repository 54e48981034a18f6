"""The shipped page as a person reads it, and the ways in which people type its titles."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExpectedPaper:
    """One paper of the shipped page: what must be answered, and what people may type for it."""

    title: str
    typed: tuple[str, ...]
    field: str
    day: str
    first_author: str
    code: str
    said: str  # a readable piece of the abstract


FLAGGED = "Flagged as having code; the page gives no link."
NONE = "No code listed."

PAPERS = (
    ExpectedPaper(
        "ImageReward: Learning and Evaluating Human Preferences for Text-to-Image Generation",
        ("ImageReward", "imagereward", "imagerewrad", "image reward", "human preferences for text-to-image"),
        "Computer Vision and Pattern Recognition",
        "12 April 2023",
        "Jiazheng Xu",
        "https://github.com/THUDM/ImageReward",
        "provided at https://github.com/THUDM/ImageReward.",
    ),
    ExpectedPaper(
        "DAPO: An Open-Source LLM Reinforcement Learning System at Scale",
        ("DAPO", "dapo", "dappo", "an open source llm reinforcement learning system"),
        "Machine Learning",
        "18 March 2025",
        "Qiying Yu",
        FLAGGED,
        "Decoupled Clip and Dynamic sAmpling Policy Optimization (DAPO)",
    ),
    ExpectedPaper(
        "Demystifying Long Chain-of-Thought Reasoning in LLMs",
        ("demystifying long chain of thought", "demystify", "demistifying", "long cot", "dlcot"),
        "Computation and Language",
        "5 February 2025",
        "Edward Yeo",
        "https://github.com/eddycmu/demystify-long-cot",
        "out-of-distribution (OOD) tasks",
    ),
    ExpectedPaper(
        "The Optimal Token Baseline: Variance Reduction for Long-Horizon LLM-RL",
        ("The Optimal Token Baseline", "optimal token baseline", "OTB", "otb", "otpimal token baseline"),
        "Machine Learning",
        "6 February 2026 (year inferred)",
        "Yingru Li",
        NONE,
        "large group sizes (N=32) with only N=4",
    ),
    ExpectedPaper(
        "GameGen-Verifier: Parallel Keypoint-Based Verification for LLM-Generated Games via Runtime State Injection",
        ("GameGen-Verifier", "gamegen verifier", "gamegen verifer", "gamegen", "ggv"),
        "Machine Learning",
        "8 May 2026 (year inferred)",
        "Chaobo Jia",
        NONE,
        "up to 92.2% accuracy",
    ),
    ExpectedPaper(
        "Trust Region Masking for Long-Horizon LLM Reinforcement Learning",
        ("trust region masking", "TRM", "trm", "trust regoin masking"),
        "Machine Learning",
        "28 December 2025",
        "Yingru Li",
        NONE,
        "a Mixed bound (O(T))",
    ),
    ExpectedPaper(
        "Dynamic Vocabulary Pruning: Stable LLM-RL by Taming the Tail",
        ("Dynamic Vocabulary Pruning", "dvp", "DVP", "dynamic vocabulray pruning"),
        "Machine Learning",
        "28 December 2025",
        "Yingru Li",
        NONE,
        "dynamically determined “safe” vocabulary",
    ),
    ExpectedPaper(
        "Laminar: A Scalable Asynchronous RL Post-Training Framework",
        ("Laminar", "laminar", "lamniar", "asynchronous rl post-training"),
        "Machine Learning",
        "14 October 2025",
        "Guangming Sheng",
        NONE,
        "up to 5.48× training throughput",
    ),
    ExpectedPaper(
        "DART-Math: Difficulty-Aware Rejection Tuning for Mathematical Problem-Solving",
        ("DART-Math", "dartmath", "dart math", "drat-math", "difficulty-aware rejetion tuning"),
        "Computation and Language",
        "18 June 2024",
        "Yuxuan Tong",
        NONE,
        "7B-sized open-weight model",
    ),
)
