"""Fits the parametric model of the preset `nhanes` and makes the golden summary of the table it is fitted to.

    python3 fit_nhanes.py TABLE.csv

TABLE.csv: one row a person with sex (1 male, 2 female), age_years, height_cm, weight_kg, femoral_neck_bmd, total_femur_bmd and the
areal density and mineral content of L1 to L4 (NHANES, US public domain). Prints the initialisers of NhanesFit.cs and writes
nhanes_summary.csv, nhanes_correlations.csv and nhanes_levels.csv beside this script, and prints the numbers of LevelRatios.cs. Needs numpy.

The model, for each sex: age by decade, uniform within; means and standard deviations of height, log weight and the densities linear
in age between knots (least squares; squared residuals by least squares, weighted once by the inverse of their variance); one
correlation matrix of the standardised residuals. The vertebrae: logarithms of L1, L2 and L3 over L2-L4 in the same way (L4 follows,
since L2-L4 is the mean over the areas), means and standard deviations linear in age between knots, and the areas' mean shares.
"""
import csv
import pathlib
import sys

import numpy as np

MEAN_KNOTS = [20, 35, 50, 65, 80]
SPREAD_KNOTS = [20, 50, 80]
LEVEL_KNOTS = [20, 50, 80]
DECADES = range(20, 80, 10)
NAMES = ["height_cm", "log_weight", "lumbar_l2_l4_bmd", "femoral_neck_bmd", "total_hip_bmd"]


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))

    def column(name):
        return np.array([float(row[name]) if row[name] not in ("", "NA") else np.nan for row in rows])

    content = np.array([column(f"l{i}_bmc") for i in (2, 3, 4)])
    density = np.array([column(f"l{i}_bmd") for i in (1, 2, 3, 4)])
    with np.errstate(divide="ignore", invalid="ignore"):
        lumbar = content.sum(axis=0) / (content / density[1:]).sum(axis=0)
    age = column("age_years")
    values = np.array([column("height_cm"), np.log(column("weight_kg")), lumbar, column("femoral_neck_bmd"), column("total_femur_bmd")])

    # Ages of 80 and more all read 80 and are left out; a density of 0 is an error of the table.
    used = np.isfinite(values).all(axis=0) & (density > 0).all(axis=0) & (age >= 20) & (age < 80)
    return column("sex")[used], age[used], values[:, used], np.array([column(f"l{i}_bmc") for i in (1, 2, 3, 4)])[:, used], density[:, used]


def hats(age, knots):
    """Piecewise linear functions that are 1 at one knot and 0 at the others."""
    return np.array([np.interp(age, knots, np.eye(len(knots))[i]) for i in range(len(knots))]).T


def solve(basis, y, weight):
    root = np.sqrt(weight)
    return np.linalg.lstsq(basis * root[:, None], y * root, rcond=None)[0]


def fit(age, y):
    # Ages are whole years of people who are half a year older on average.
    basis, spread = hats(age + 0.5, MEAN_KNOTS), hats(age + 0.5, SPREAD_KNOTS)
    variance = np.full(len(y), y.var())
    for _ in range(3):
        means = solve(basis, y, 1 / variance)
        squares = (y - basis @ means) ** 2
        variances = solve(spread, squares, 1 / variance**2)
        variance = spread @ variances
    return means, np.sqrt(variances), (y - basis @ means) / np.sqrt(variance)


def numbers(values, digits):
    return ", ".join(f"{v:.{digits}f}" for v in values)


def levels(letter, age, content, density):
    """Prints the fit of the vertebrae's densities over that of L2-L4; gives the golden rows back."""
    area = content / density
    lumbar = content[1:].sum(axis=0) / area[1:].sum(axis=0)
    ratio = density / lumbar
    print(f"{letter}: areas over that of L2-L4 [{numbers((area / area[1:].sum(axis=0)).mean(axis=1), 4)}]")
    basis, residuals = hats(age + 0.5, LEVEL_KNOTS), []
    for i in range(3):
        y = np.log(ratio[i])
        means = solve(basis, y, np.ones(len(y)))
        variances = solve(basis, (y - basis @ means) ** 2, np.ones(len(y)))
        residuals.append((y - basis @ means) / np.sqrt(basis @ variances))
        print(f"  log L{i + 1}: [{numbers(means, 4)}], [{numbers(np.sqrt(variances), 4)}]")
    for row in np.corrcoef(residuals):
        print(f"  [{numbers(row, 3)}],")
    golden = []
    for d in DECADES:
        there = (age >= d) & (age < d + 10)
        for i in range(4):
            golden.append(f"{letter},{d},{there.sum()},L{i + 1},{ratio[i][there].mean():.4f},{ratio[i][there].std(ddof=1):.4f}")
        l14 = content.sum(axis=0) / area.sum(axis=0) / lumbar
        golden.append(f"{letter},{d},{there.sum()},L1-L4,{l14[there].mean():.4f},{l14[there].std(ddof=1):.4f}")
    return golden


def main():
    sex, age, values, content, density = read(sys.argv[1])
    here = pathlib.Path(__file__).parent
    print(f"people {len(age)}, share of women {np.mean(sex == 2):.4f}")
    summary, correlations = ["sex,decade,n,share,variable,mean,sd"], ["sex,first,second,r"]
    vertebrae = ["sex,decade,n,level,mean_ratio,sd_ratio"]
    for code, letter in ((2, "F"), (1, "M")):
        own = sex == code
        shares = [np.mean((age[own] >= d) & (age[own] < d + 10)) for d in DECADES]
        print(f"{letter}: decades [{numbers(shares, 4)}]")
        residuals = []
        for name, y in zip(NAMES, values[:, own]):
            means, spreads, z = fit(age[own], y)
            residuals.append(z)
            digits = 2 if name == "height_cm" else 4
            print(f"  {name}: [{numbers(means, digits)}], [{numbers(spreads, digits)}]  least z {z.min():.2f}, most {z.max():.2f}")
        for row in np.corrcoef(residuals):
            print(f"  [{numbers(row, 3)}],")
        vertebrae += levels(letter, age[own], content[:, own], density[:, own])
        shown = dict(zip(NAMES, values[:, own]))
        shown["weight_kg"] = np.exp(shown.pop("log_weight"))
        for d, share in zip(DECADES, shares):
            there = (age[own] >= d) & (age[own] < d + 10)
            for name, y in shown.items():
                summary.append(f"{letter},{d},{there.sum()},{share:.4f},{name},{y[there].mean():.4f},{y[there].std(ddof=1):.4f}")
        shown["age_years"] = age[own]
        names = list(shown)
        for i, first in enumerate(names):
            for second in names[i + 1:]:
                correlations.append(f"{letter},{first},{second},{np.corrcoef(shown[first], shown[second])[0, 1]:.4f}")
    (here / "nhanes_summary.csv").write_text("\n".join(summary) + "\n")
    (here / "nhanes_correlations.csv").write_text("\n".join(correlations) + "\n")
    (here / "nhanes_levels.csv").write_text("\n".join(vertebrae) + "\n")
    print("range", {n: (round(v.min(), 3), round(v.max(), 3)) for n, v in zip(NAMES, values)})


main()
