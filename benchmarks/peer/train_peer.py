"""The peer of the density network's training: the same network, loss and optimiser in PyTorch.

A network of the shapes of src/Trabecula.Learning/Networks/DensityNetwork.cs with batch normalisation, the likelihood of
DensityTask, AdamW with clipped gradients and a running average of the weights as in Optimiser. Samples are noise of the
right size; batches are put together beforehand, which favours this program, for Trabecula puts them together as it goes.

    /usr/bin/python3 train_peer.py STEPS THREADS float32|bfloat16

Two passes of STEPS batches of 8; prints the samples a second of the second. bfloat16 is autocast with channels last.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, SITES, LEVELS, HEIGHT, WIDTH = 8, 8, 4, 256, 160


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=1, dilation=1, rectify=True):
        super().__init__()
        self.kernel = nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel - 1) // 2, dilation, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.rectify = rectify

    def forward(self, x):
        x = self.norm(self.kernel(x))
        return x.relu_() if self.rectify else x


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride=1, dilation=1):
        super().__init__()
        self.first = Convolution(inputs, outputs, 3, stride, dilation)
        self.second = Convolution(outputs, outputs, 3, 1, dilation, rectify=False)
        plain = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if plain else Convolution(inputs, outputs, 1, stride, rectify=False)

    def forward(self, x):
        return (self.second(self.first(x)) + self.shortcut(x)).relu_()


def weighted_means(features, weights):
    flat = weights.flatten(2)
    return flat @ features.float().flatten(2).transpose(1, 2) / flat.sum(2, keepdim=True).clamp_min(1e-3)


class Density(nn.Module):
    def __init__(self, unit=8):
        super().__init__()
        a, b, c, d = 3 * unit, 4 * unit, 8 * unit, 12 * unit
        self.body = nn.Sequential(
            Convolution(1, a, 3, 2), Residual(a, b, stride=2), Residual(b, b), Residual(b, c, stride=2), Residual(c, c),
            Residual(c, d, dilation=2), Residual(d, d, dilation=2))
        self.level = nn.Sequential(nn.Linear(d, b), nn.ReLU(True))
        self.level_mean, self.level_spread = nn.Linear(b, 1), nn.Linear(b, 1)
        self.region = nn.Sequential(nn.Linear(2 * d + 2 * LEVELS, c), nn.ReLU(True))
        self.region_mean, self.region_spread = nn.Linear(c, SITES - LEVELS), nn.Linear(c, SITES - LEVELS)

    def forward(self, frame, levels, body):
        features = body(frame)
        masks = F.avg_pool2d(levels, 8)
        per_level = self.level(weighted_means(features, masks))
        means, spreads = self.level_mean(per_level).flatten(1), self.level_spread(per_level).flatten(1)
        spine = weighted_means(features, masks.sum(1, keepdim=True)).flatten(1)
        hidden = self.region(torch.cat([spine, features.float().mean((2, 3)), means, spreads], 1))
        means = torch.cat([means, self.region_mean(hidden)], 1)
        spreads = torch.cat([spreads, self.region_spread(hidden)], 1)
        return 0.9 + 0.15 * means, spreads.sigmoid() * 9 - 6


def main():
    steps, threads, kind = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    halved = kind == "bfloat16"
    network = Density()
    if halved:
        network = network.to(memory_format=torch.channels_last)

    def body(frame):
        if not halved:
            return network.body(frame)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return network.body(frame.to(memory_format=torch.channels_last))

    kernels = [p for p in network.parameters() if p.dim() > 1]
    others = [p for p in network.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": kernels}, {"params": others, "weight_decay": 0}], lr=2e-3, weight_decay=0.02)
    average = [p.detach().clone() for p in network.parameters()]
    batches = [
        (torch.randn(BATCH, 1, HEIGHT, WIDTH), (torch.arange(BATCH * LEVELS * HEIGHT * WIDTH) % 7 == 0).float().view(BATCH, LEVELS, HEIGHT, WIDTH),
         0.9 + 0.15 * torch.randn(BATCH, SITES)) for _ in range(8)]
    for _ in range(2):
        begun = time.perf_counter()
        for step in range(steps):
            frame, levels, truth = batches[step % len(batches)]
            mean, log_variance = network(frame, levels, body)
            squared = ((mean - truth) / 0.15) ** 2
            loss = (0.5 * (log_variance + squared * (-log_variance).exp())).mean()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            with torch.no_grad():
                torch._foreach_mul_(average, 0.998)
                torch._foreach_add_(average, list(network.parameters()), alpha=0.002)
            loss.item()
        seconds = time.perf_counter() - begun
    print(f"{BATCH * steps / seconds:.2f}")


main()
