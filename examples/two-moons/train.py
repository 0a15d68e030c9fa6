#!/usr/bin/env python3
"""Trains a classifier of widths 2, 16, 16, 1 on two interleaving half circles with noise and
writes the files of this folder.

- `moons.csv`: 400 points, as scikit-learn's `make_moons` draws them, rounded to three decimals.
- `labels.csv`: the half circle of each point, 0 or 1.
- `step-0000.safetensors` and so on: the network before training and after the given numbers of
  steps, in single precision; positive outputs are for half circle 1.

Needs torch, safetensors and scikit-learn; versions that were used: torch 2.13.0,
safetensors 0.8.0, scikit-learn 1.9.1. Run it in this folder; the result depends on the version
of torch.
"""

import torch
from safetensors.torch import save_file
from sklearn.datasets import make_moons

SEED = 1
POINTS = 400
NOISE = 0.15
CHECKPOINTS = [0, 30, 200, 1000]


def moons():
    """The points, as they are written, and their half circles."""
    points, labels = make_moons(POINTS, noise=NOISE, random_state=SEED)
    return torch.tensor(points.round(3)), torch.tensor(labels)


def train(points, labels):
    """Full-batch Adam on the logistic loss; yields the network at each checkpoint."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    network = torch.nn.Sequential(
        torch.nn.Linear(2, 16), torch.nn.ReLU(),
        torch.nn.Linear(16, 16), torch.nn.ReLU(),
        torch.nn.Linear(16, 1),
    )
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    points, labels = points.float(), labels.float()
    for step in range(CHECKPOINTS[-1] + 1):
        outputs = network(points)[:, 0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(outputs, labels)
        if step in CHECKPOINTS:
            correct = int(((outputs > 0) == (labels > 0)).sum())
            yield step, network, correct, loss.item()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def write_table(path, header, rows):
    with open(path, "w") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(row) + "\n")


def main():
    points, labels = moons()
    write_table("moons.csv", ["x", "y"], [[f"{x:.3f}" for x in row] for row in points.tolist()])
    write_table("labels.csv", ["half circle"], [[str(label)] for label in labels.tolist()])
    for step, network, correct, loss in train(points, labels):
        path = f"step-{step:04}.safetensors"
        save_file(network.state_dict(), path)
        print(f"{path}: {correct} of {POINTS} points on the right side, loss {loss:.4f}")


if __name__ == "__main__":
    main()
