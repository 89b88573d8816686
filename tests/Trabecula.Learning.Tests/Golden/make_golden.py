#!/usr/bin/env python3
"""Writes golden.json: what PyTorch computes for the pieces that the networks and trainers are made of.

Made with Debian 12's python3-torch (1.13):  /usr/bin/python3 make_golden.py
All weights and inputs come from the formula fill(); nothing is random.
"""
import json
import math
import os

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def fill(group, count, scale=1.0, offset=0.0):
    return [offset + scale * math.sin(group + 0.37 * i) for i in range(count)]


def tensor(group, *shape, scale=1.0, offset=0.0):
    return torch.tensor(fill(group, math.prod(shape), scale, offset), dtype=torch.float32).reshape(shape)


def numbers(values):
    return [float(v) for v in values.detach().flatten()]


class Group:
    """Numbers the groups of weights in the order in which the network uses them."""

    def __init__(self):
        self.next = 0
        self.running = []

    def take(self, *shape, scale=1.0, offset=0.0):
        self.next += 1
        return tensor(self.next, *shape, scale=scale, offset=offset)

    def convolve(self, x, inputs, outputs, kernel, stride, dilation, rectify, training, own=0.0):
        weight = self.take(outputs, inputs, kernel, kernel, scale=0.4)
        gain = self.take(outputs, scale=0.3, offset=1.0)
        offset = self.take(outputs, scale=0.2)
        mean = self.take(outputs, scale=0.2)
        variance = self.take(outputs, scale=0.3, offset=1.0)
        x = F.conv2d(x, weight, None, stride, dilation * (kernel - 1) // 2, dilation)
        single = F.instance_norm(x, weight=gain, bias=offset, eps=1e-5)
        x = (1 - own) * F.batch_norm(x, mean, variance, gain, offset, training, 0.1, 1e-5) + own * single
        self.running += numbers(mean) + numbers(variance)
        return F.relu(x) if rectify else x


def residual(group, x, inputs, outputs, stride, dilation, training, own=0.0):
    inner = group.convolve(x, inputs, outputs, 3, stride, dilation, True, training, own)
    inner = group.convolve(inner, outputs, outputs, 3, 1, dilation, False, training, own)
    shortcut = x
    if inputs != outputs or stride != 1:
        shortcut = group.convolve(x, inputs, outputs, 1, stride, 1, False, training, own)
    return F.relu(inner + shortcut)


def blocks(training, own=0.0):
    group = Group()
    x = tensor(50, 2, 3, 8, 6)
    x = residual(group, x, 3, 5, 2, 1, training, own)
    x = residual(group, x, 5, 5, 1, 2, training, own)
    x = F.interpolate(x, scale_factor=2, mode="nearest")
    weights = tensor(51, 2, 2, 8, 6, scale=0.5, offset=0.5)
    means = torch.einsum("nkhw,nchw->nkc", weights, x) / weights.sum((2, 3)).unsqueeze(2)
    return numbers(x), numbers(means), group.running


def corner_loss():
    """Two films of 64 x 64 pixels, 16 x 16 cells, the first with two bodies; the second is not lumbar."""
    height = width = 16
    logits = tensor(60, 2, 4, height, width, scale=3.0).double()
    levels = tensor(61, 2, 6, height, width, scale=2.0).double()
    film = tensor(62, 2, 2, scale=2.0).double()
    target = torch.zeros(2, 4, height, width, dtype=torch.float64)
    named = torch.zeros(2, 6, height, width, dtype=torch.float64)
    ys, xs = torch.meshgrid(torch.arange(height, dtype=torch.float64), torch.arange(width, dtype=torch.float64), indexing="ij")
    for level, (top, bottom) in {1: (21.0, 34.0), 2: (39.0, 54.0)}.items():
        for kind, (x, y) in enumerate([(11.0, top), (47.0, top), (47.0, bottom), (11.0, bottom)]):
            cx, cy = (x + 0.5) / 4 - 0.5, (y + 0.5) / 4 - 0.5
            mark = torch.exp(-((xs - cx) ** 2 + (ys - cy) ** 2) / (2 * 1.2**2))
            target[0, kind] = torch.maximum(target[0, kind], mark)
        px, py = xs * 4 + 1.5, ys * 4 + 1.5
        named[0, level] = ((px >= 11) & (px <= 47) & (py >= top) & (py <= bottom)).double()
    # Cells more than three spreads above the highest body do not count.
    counted = torch.ones(2, 1, height, width, dtype=torch.float64)
    counted[0, :, :int((21.5 / 4 - 0.5) - 3.6)] = 0
    corners = F.binary_cross_entropy_with_logits(logits, target, weight=counted.expand_as(target), reduction="sum") / 48
    level = -(named * levels.log_softmax(1)).sum() / named.sum()
    truth = torch.tensor([[1.0, 1.0], [0.0, 0.0]], dtype=torch.float64)
    return float(corners + level + F.binary_cross_entropy_with_logits(film, truth))


def density_loss():
    deviations = torch.tensor([0.1 + 0.01 * i for i in range(8)])
    mean = tensor(70, 3, 8, scale=0.2, offset=0.9)
    log_variance = tensor(71, 3, 8, scale=0.5, offset=-4.0)
    truth = tensor(72, 3, 8, scale=0.3, offset=0.9)
    measured = torch.ones(3, 8, dtype=torch.bool)
    measured[1, 2:6] = False
    measured[2, 7] = False
    # PyTorch's likelihood in g/cm2; in units of the standard deviation it is smaller by the log of the latter.
    each = F.gaussian_nll_loss(mean, truth, log_variance.exp(), reduction="none") - deviations.log()
    squared = ((mean - truth) / deviations) ** 2
    return float(each[measured].mean()), float(squared[measured].mean())


def adamw():
    kernel = tensor(80, 2, 3).requires_grad_()
    offset = tensor(81, 2).requires_grad_()
    optimiser = torch.optim.AdamW(
        [{"params": [kernel], "weight_decay": 0.02}, {"params": [offset], "weight_decay": 0.0}], lr=0.01)
    for step in range(1, 6):
        kernel.grad = tensor(90 + step, 2, 3, scale=float(step))
        offset.grad = tensor(95 + step, 2, scale=float(step))
        torch.nn.utils.clip_grad_norm_([kernel, offset], 5.0)
        optimiser.step()
    return numbers(kernel) + numbers(offset)


evaluated, means, _ = blocks(False)
trained, _, running = blocks(True)
own_evaluated, _, _ = blocks(False, 0.5)
likelihood, squared = density_loss()
golden = {
    "blocks_evaluated": evaluated,
    "blocks_means": means,
    "blocks_training": trained,
    "blocks_running": running,
    "own_evaluated": own_evaluated,
    "corner_loss": [corner_loss()],
    "density_likelihood": [likelihood],
    "density_squared": [squared],
    "adamw": adamw(),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.json"), "w") as file:
    json.dump({name: [float("%.8g" % v) for v in values] for name, values in golden.items()}, file, indent=1)
    file.write("\n")
