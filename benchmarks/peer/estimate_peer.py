"""The peer of `trabecula estimate`: what a Python program does with the same film.

Reads each DICOM file with pydicom, makes the two inputs with numpy, and runs two networks of the shapes of
src/Trabecula.Learning/Networks (LocaliserNetwork, DensityNetwork) in PyTorch, with random weights: the arithmetic is the
same whatever the weights are. Batch normalisation is folded into the convolutions where no other takes part, as in the
shipped ONNX files. What the peer leaves out favours it: it judges no quality, straightens no spine (the frame is cut around the middle of the
film, and the masks are four bands), diagnoses nothing and evens no local contrast.

    apt-get install python3-pydicom python3-numpy python3-torch
    /usr/bin/python3 estimate_peer.py [--threads N] [--traced] FILM...

Prints one JSON line for each film, and one at the end: films, seconds inside the program after the imports, peak memory.
"""
import argparse
import json
import resource
import time

import numpy as np
import pydicom
import torch
from pydicom.pixel_data_handlers.util import apply_modality_lut
from torch import nn
from torch.nn import functional as F


def convolution(inputs, outputs, kernel, stride=1, dilation=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel - 1) // 2, dilation)


class Normalised(nn.Module):
    """A convolution, normalised half by the common statistics and half by the picture's own, as the localiser's are."""

    def __init__(self, inputs, outputs, kernel, stride=1, dilation=1):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel - 1) // 2, dilation, bias=False)
        self.common, self.own = nn.BatchNorm2d(outputs), nn.InstanceNorm2d(outputs, affine=True)

    def forward(self, x):
        x = self.convolution(x)
        return self.common(x) + self.own(x)


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride=1, dilation=1, layer=convolution):
        super().__init__()
        self.first = layer(inputs, outputs, 3, stride, dilation)
        self.second = layer(outputs, outputs, 3, 1, dilation)
        self.shortcut = nn.Identity() if inputs == outputs and stride == 1 else layer(inputs, outputs, 1, stride)

    def forward(self, x):
        return (self.second(self.first(x).relu_()) + self.shortcut(x)).relu_()


class Climb(nn.Module):
    def __init__(self, deep, channels):
        super().__init__()
        self.narrow = Normalised(deep, channels, 1)
        self.join = Normalised(channels, channels, 3)

    def forward(self, deep, skip):
        up = F.interpolate(self.narrow(deep).relu_(), scale_factor=2, mode="nearest")
        return self.join(up + skip).relu_()


class Localiser(nn.Module):
    CORNERS, LEVELS = 4, 6

    def __init__(self, width=16):
        super().__init__()
        a, b, c, d, e = width, 2 * width, 4 * width, 6 * width, 8 * width
        self.stem = nn.Sequential(Normalised(1, a, 3, 2), nn.ReLU(True), Normalised(a, b, 3, 2), nn.ReLU(True))
        self.quarter = Residual(b, b, layer=Normalised)
        self.eighth = nn.Sequential(Residual(b, c, stride=2, layer=Normalised), Residual(c, c, layer=Normalised))
        self.sixteenth = nn.Sequential(Residual(c, d, stride=2, layer=Normalised), Residual(d, d, layer=Normalised))
        self.deep = nn.Sequential(
            Residual(d, e, stride=2, layer=Normalised), Residual(e, e, dilation=2, layer=Normalised),
            Residual(e, e, dilation=4, layer=Normalised))
        self.up = nn.ModuleList([Climb(e, d), Climb(d, c), Climb(c, b)])
        self.corners = nn.Sequential(Normalised(b, b, 3), nn.ReLU(True), convolution(b, self.CORNERS, 1))
        self.pooled = nn.Sequential(nn.Linear(e, c), nn.ReLU(True))
        self.levels, self.film = convolution(b, self.LEVELS, 1), nn.Linear(c, 2)

    def forward(self, image):
        quarter = self.quarter(self.stem(image))
        eighth = self.eighth(quarter)
        sixteenth = self.sixteenth(eighth)
        deep = self.deep(sixteenth)
        up = self.up[2](self.up[1](self.up[0](deep, sixteenth), eighth), quarter)
        pooled = self.pooled(deep.mean((2, 3)))
        return self.corners(up), self.levels(up), self.film(pooled)


def weighted_means(features, weights):
    flat = weights.flatten(2)
    return flat @ features.flatten(2).transpose(1, 2) / flat.sum(2, keepdim=True).clamp_min(1e-3)


class Density(nn.Module):
    LEVELS, SITES = 4, 8

    def __init__(self, unit=8):
        super().__init__()
        a, b, c, d = 3 * unit, 4 * unit, 8 * unit, 12 * unit
        self.body = nn.Sequential(
            convolution(1, a, 3, 2), nn.ReLU(True), Residual(a, b, stride=2), Residual(b, b), Residual(b, c, stride=2),
            Residual(c, c), Residual(c, d, dilation=2), Residual(d, d, dilation=2))
        self.level = nn.Sequential(nn.Linear(d, b), nn.ReLU(True))
        self.level_mean, self.level_spread = nn.Linear(b, 1), nn.Linear(b, 1)
        self.region = nn.Sequential(nn.Linear(2 * d + 2 * self.LEVELS, c), nn.ReLU(True))
        self.region_mean, self.region_spread = nn.Linear(c, self.SITES - self.LEVELS), nn.Linear(c, self.SITES - self.LEVELS)

    def forward(self, frame, levels):
        features = self.body(frame)
        masks = F.avg_pool2d(levels, 8)
        per_level = self.level(weighted_means(features, masks))
        means, spreads = self.level_mean(per_level).flatten(1), self.level_spread(per_level).flatten(1)
        spine = weighted_means(features, masks.sum(1, keepdim=True)).flatten(1)
        hidden = self.region(torch.cat([spine, features.mean((2, 3)), means, spreads], 1))
        means = torch.cat([means, self.region_mean(hidden)], 1)
        spreads = torch.cat([spreads, self.region_spread(hidden)], 1)
        return means, spreads.sigmoid() * 9 - 6


def read(path):
    """Pixels after the modality transform, bone bright, and mm per pixel."""
    dataset = pydicom.dcmread(path, force=True)
    pixels = apply_modality_lut(dataset.pixel_array, dataset).astype(np.float32)
    if dataset.PhotometricInterpretation == "MONOCHROME1":
        pixels = pixels.min() + pixels.max() - pixels
    spacing = dataset.get("ImagerPixelSpacing") or dataset.get("PixelSpacing") or [0.15]
    return pixels, float(spacing[0])


def reduced(pixels, scale):
    """Block averages by the whole factor below `scale` (pixels of the film for one of the result)."""
    factor = max(1, int(scale))
    rows, columns = pixels.shape[0] // factor, pixels.shape[1] // factor
    blocks = pixels[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    return blocks.mean((1, 3)), factor


def sampled(pixels, rows, columns):
    """Bilinear samples at the outer product of two lists of positions, held within the film."""
    rows = np.clip(rows, 0, pixels.shape[0] - 1)
    columns = np.clip(columns, 0, pixels.shape[1] - 1)
    top, left = np.minimum(rows.astype(int), pixels.shape[0] - 2), np.minimum(columns.astype(int), pixels.shape[1] - 2)
    down, across = (rows - top)[:, None].astype(np.float32), (columns - left)[None, :].astype(np.float32)
    upper = pixels[np.ix_(top, left)] * (1 - across) + pixels[np.ix_(top, left + 1)] * across
    lower = pixels[np.ix_(top + 1, left)] * (1 - across) + pixels[np.ix_(top + 1, left + 1)] * across
    return upper * (1 - down) + lower * down


def standardised(pixels):
    return torch.from_numpy(np.ascontiguousarray((pixels - pixels.mean()) / (pixels.std() + 1e-6))[None, None].astype(np.float32))


def whole_film(pixels, height=384, width=320):
    scale = max(pixels.shape[0] / height, pixels.shape[1] / width)
    small, factor = reduced(pixels, 0.75 * scale)
    step = scale / factor
    rows = (np.arange(height) - height / 2) * step + small.shape[0] / 2
    columns = (np.arange(width) - width / 2) * step + small.shape[1] / 2
    return standardised(sampled(small, rows, columns))


def middle_frame(pixels, mm, height=256, width=160, pixel_mm=0.75):
    small, factor = reduced(pixels, 0.8 * pixel_mm / mm)
    step = pixel_mm / mm / factor
    rows = (np.arange(height) - height / 2) * step + small.shape[0] / 2
    columns = (np.arange(width) - width / 2) * step + small.shape[1] / 2
    levels = np.zeros((1, 4, height, width), np.float32)
    for level in range(4):
        levels[0, level, 40 + 48 * level : 72 + 48 * level, 40:120] = 1
    return standardised(sampled(small, rows, columns)), torch.from_numpy(levels)


def compiled(network, *examples):
    return torch.jit.optimize_for_inference(torch.jit.trace(network, examples))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--threads", type=int, help="threads of PyTorch; its own default where absent")
    arguments.add_argument("--traced", action="store_true", help="compile the networks first (torch.jit, optimize_for_inference)")
    arguments.add_argument("films", nargs="+", metavar="FILM")
    chosen = arguments.parse_args()
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    begun = time.perf_counter()
    localiser, density = Localiser().eval(), Density().eval()
    with torch.inference_mode():
        if chosen.traced:
            localiser = compiled(localiser, torch.zeros(1, 1, 384, 320))
            density = compiled(density, torch.zeros(1, 1, 256, 160), torch.ones(1, 4, 256, 160))
        for path in chosen.films:
            pixels, mm = read(path)
            corners, _, _ = localiser(whole_film(pixels))
            places = corners.flatten(2).argmax(2)[0].tolist()
            means, log_variances = density(*middle_frame(pixels, mm))
            print(json.dumps({"file": path, "cells": places, "bmd": means[0].tolist(), "log_variance": log_variances[0].tolist()}))
    print(json.dumps({
        "films": len(chosen.films), "seconds": round(time.perf_counter() - begun, 3), "threads": torch.get_num_threads(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


main()
