namespace Trabecula.Simulation;

/// <summary>A few energies and weights that stand for a whole measured spectrum (Gauss quadrature of a discrete measure).</summary>
/// <remarks>
/// Attenuation by tissue is smooth in the logarithm of energy, so a dozen Gauss nodes of the absorbed-energy spectrum replace some
/// seventy bins. The nodes are those of the spectrum behind 10 g/cm² of muscle, so that they lie where a patient lets photons through.
/// </remarks>
internal sealed class EnergyQuadrature
{
    private const int NodeCount = 12;
    private const double PatientGPerCm2 = 10;

    private EnergyQuadrature(double[] energiesKev, double[] weights) => (EnergiesKev, Weights) = (energiesKev, weights);

    public double[] EnergiesKev { get; }

    public double[] Weights { get; }

    /// <summary>Finds the nodes for non-negative weights on the 1 keV grid.</summary>
    public static EnergyQuadrature For(ReadOnlySpan<double> binWeights)
    {
        var muscle = Attenuation.OnGrid(Material.Muscle);
        var u = new List<double>();
        var w = new List<double>();
        for (var i = 0; i < binWeights.Length; i++)
        {
            if (binWeights[i] <= 0)
                continue;
            u.Add(Math.Log(i + Attenuation.LowestKev));
            w.Add(binWeights[i] * Math.Exp(-PatientGPerCm2 * muscle[i]));
        }

        if (u.Count <= NodeCount)
        {
            // As few bins as nodes: the sum is already the quadrature.
            var energies = u.Select(x => Math.Round(Math.Exp(x))).ToArray();
            return new EnergyQuadrature(energies, energies.Select((e, i) =>
                w[i] * Math.Exp(PatientGPerCm2 * Attenuation.MassAttenuation(Material.Muscle, e))).ToArray());
        }

        var polynomials = OrthonormalPolynomials.Of(u, w, NodeCount);
        var roots = polynomials.Roots(u[0], u[^1]);
        var nodes = roots.Select(Math.Exp).ToArray();
        var weights = roots.Select((x, i) =>
            polynomials.GaussWeight(x) * Math.Exp(PatientGPerCm2 * Attenuation.MassAttenuation(Material.Muscle, nodes[i]))).ToArray();
        return new EnergyQuadrature(nodes, Refined(nodes, weights, binWeights));
    }

    /// <summary>Adjusts the weights to the direct sums of rays through patients.</summary>
    /// <remarks>Attenuation between the grid's energies is interpolated, which alone would leave 0.15 % behind thick patients.</remarks>
    private static double[] Refined(double[] nodes, double[] weights, ReadOnlySpan<double> binWeights)
    {
        Material[] basis = [Material.Muscle, Material.Adipose, Material.Hydroxyapatite, Material.Copper];
        var fit = new LeastSquares(nodes.Length);
        var row = new double[nodes.Length];
        var atNodes = basis.Select(m => nodes.Select(e => Attenuation.MassAttenuation(m, e)).ToArray()).ToArray();
        foreach (var ray in TrainingRays())
        {
            double signal = 0, energy = 0;
            for (var bin = 0; bin < binWeights.Length; bin++)
            {
                var depth = 0d;
                for (var m = 0; m < basis.Length; m++)
                    depth += ray[m] * Attenuation.OnGrid(basis[m])[bin];
                var part = binWeights[bin] * Math.Exp(-depth);
                signal += part;
                energy += part * (bin + Attenuation.LowestKev);
            }

            var (signalLeft, energyLeft) = (1d, 1d);
            var energyRow = new double[nodes.Length];
            for (var k = 0; k < nodes.Length; k++)
            {
                var depth = 0d;
                for (var m = 0; m < basis.Length; m++)
                    depth += ray[m] * atNodes[m][k];
                row[k] = weights[k] * Math.Exp(-depth) / signal;
                energyRow[k] = row[k] * nodes[k] * signal / energy;
                signalLeft -= row[k];
                energyLeft -= energyRow[k];
            }

            fit.Add(row, signalLeft);
            fit.Add(energyRow, energyLeft);
        }

        var corrections = fit.Solve(ridge: 1e-5);
        return [.. weights.Select((w, k) => w * (1 + corrections[k]))];
    }

    private static IEnumerable<double[]> TrainingRays()
    {
        foreach (var lean in (double[])[0, 5, 10, 20, 30, 40])
        {
            foreach (var fat in (double[])[0, 8, 16, 25])
            {
                foreach (var mineral in (double[])[0, 1, 3, 5])
                {
                    foreach (var metal in (double[])[0, 1])
                        yield return [lean, fat, mineral, metal];
                }
            }
        }
    }

    /// <summary>Polynomials orthonormal under a discrete measure, by Stieltjes' recurrence (Gautschi 2004, section 2.2.3).</summary>
    private sealed class OrthonormalPolynomials(double[] a, double[] b, double mass)
    {
        public static OrthonormalPolynomials Of(List<double> u, List<double> w, int count)
        {
            var mass = w.Sum();
            double[] a = new double[count], b = new double[count];
            var before = new double[u.Count];
            var now = Enumerable.Repeat(1 / Math.Sqrt(mass), u.Count).ToArray();
            for (var k = 0; k < count; k++)
            {
                for (var i = 0; i < now.Length; i++)
                    a[k] += w[i] * u[i] * now[i] * now[i];
                var next = new double[now.Length];
                var norm = 0d;
                for (var i = 0; i < now.Length; i++)
                {
                    next[i] = (u[i] - a[k]) * now[i] - (k > 0 ? b[k - 1] : 0) * before[i];
                    norm += w[i] * next[i] * next[i];
                }

                b[k] = Math.Sqrt(norm);
                for (var i = 0; i < now.Length; i++)
                    next[i] /= b[k];
                (before, now) = (now, next);
            }

            return new OrthonormalPolynomials(a, b, mass);
        }

        /// <summary>The roots of the last polynomial; each lies between two of its forerunner's.</summary>
        public double[] Roots(double lowest, double highest)
        {
            double[] roots = [];
            for (var degree = 1; degree <= a.Length; degree++)
            {
                double[] brackets = [lowest, .. roots, highest];
                roots = new double[degree];
                for (var i = 0; i < degree; i++)
                    roots[i] = Bisect(degree, brackets[i], brackets[i + 1]);
            }

            return roots;
        }

        public double GaussWeight(double x)
        {
            var sum = 0d;
            for (var degree = 0; degree < a.Length; degree++)
                sum += Math.Pow(Value(degree, x), 2);
            return 1 / sum;
        }

        private double Bisect(int degree, double low, double high)
        {
            var isPositiveAtLow = Value(degree, low) > 0;
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                if (Value(degree, middle) > 0 == isPositiveAtLow)
                    low = middle;
                else
                    high = middle;
            }

            return (low + high) / 2;
        }

        private double Value(int degree, double x)
        {
            double before = 0, now = 1 / Math.Sqrt(mass);
            for (var k = 0; k < degree; k++)
                (before, now) = (now, ((x - a[k]) * now - (k > 0 ? b[k - 1] : 0) * before) / b[k]);
            return now;
        }
    }
}
