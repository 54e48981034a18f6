"""Titles and names that tests of looking up share."""

# The nine titles of seeds/yuxuan-tong.txt.
TITLES = {
    "imagereward": "ImageReward: Learning and Evaluating Human Preferences for Text-to-Image Generation",
    "dapo": "DAPO: An Open-Source LLM Reinforcement Learning System at Scale",
    "demystifying": "Demystifying Long Chain-of-Thought Reasoning in LLMs",
    "baseline": "The Optimal Token Baseline: Variance Reduction for Long-Horizon LLM-RL",
    "gamegen": "GameGen-Verifier: Parallel Keypoint-Based Verification for LLM-Generated Games"
    " via Runtime State Injection",
    "masking": "Trust Region Masking for Long-Horizon LLM Reinforcement Learning",
    "pruning": "Dynamic Vocabulary Pruning: Stable LLM-RL by Taming the Tail",
    "laminar": "Laminar: A Scalable Asynchronous RL Post-Training Framework",
    "dart": "DART-Math: Difficulty-Aware Rejection Tuning for Mathematical Problem-Solving",
}

# Everybody whom that page names.
PEOPLE = (
    *("Jiazheng Xu", "Xiao Liu", "Yuchen Wu", "Qiying Yu", "Zheng Zhang", "Ruofei Zhu", "Edward Yeo", "Yuxuan Tong"),
    *("Morry Niu", "Yingru Li", "Jiawei Xu", "Ziniu Li", "Chaobo Jia", "Ruipeng Wan", "Ting Sun", "Jiacai Liu"),
    *("Guangming Sheng", "Borui Wan", "Xiwen Zhang", "Rui Wang"),
)

# Fourteen of the 94,697 titles of the public conference lists that papercopilot/paperlists collects.
OTHER_TITLES = (
    "RGB-D Video Mirror Detection",
    "OptiGap: A Modular Optical Sensor System for Bend Localization",
    "RoMPLA: An efficient robot motion and planning learning architecture",
    "Theoretical Analysis of Heuristic Search Methods for Online POMDPs",
    "Training Deep Networks without Learning Rates Through Coin Betting",
    "On Input Selection with Reversible Jump Markov Chain Monte Carlo Sampling",
    "Self-Attention Graph Pooling",
    "Open Problem: Tightness of maximum likelihood semidefinite relaxations",
    "MIMOSA: A Multi-Modal SLAM Framework for Resilient Autonomy against Sensor Degradation",
    "Stochastic Shortest Path with Adversarially Changing Costs",
    "Positive Unlabeled Learning with Class-prior Approximation",
    "SMEAR: Stylized Motion Exaggeration With ARt-direction",
    "LEMUR 3: A limbed climbing robot for extreme terrain mobility in space",
    "FIRe: Fast Inverse Rendering Using Directional and Signed Distance Functions",
)


def typos(text: str) -> list[str]:
    """The text with each letter in turn swapped with the next, dropped, doubled and replaced."""
    found = []
    for i, letter in enumerate(text):
        other = "x" if letter != "x" else "k"
        found += [text[:i] + text[i + 1 :], text[:i] + letter + text[i:], text[:i] + other + text[i + 1 :]]
        if letter != text[i + 1 : i + 2]:
            found.append(text[:i] + text[i + 1 : i + 2] + letter + text[i + 2 :])
    return [typo for typo in found if typo != text]
