"""Truth for NormalDistributionTests: python3 normal_distribution.py (Python's own erfc, double precision)."""
import math

for z in (-8, -2.5, -1.6448536269514722, -1, -0.3, 0, 0.7, 1.959963984540054, 7.2):
    print(z, repr(0.5 * math.erfc(-z / math.sqrt(2))))
