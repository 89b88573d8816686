using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Puts corners together to vertebrae, and vertebrae to one row with consecutive levels.</summary>
/// <remarks>
/// A box is four corners that can be a vertebral body. A row is boxes one below the other. Of all rows the one is taken whose
/// corners are surest and whose boxes together fit their levels best (dynamic programming), so that a level that is doubtful by
/// itself is told by its neighbours.
/// </remarks>
internal static class SpineAssembly
{
    // What a corner that was not seen counts.
    private const double Floor = 0.02;
    private const int MostBoxes = 400;

    // A body between two others of which no box was seen lies half-way between them; a row that needs one must earn more elsewhere, about
    // as much as two clear corners.
    private const double GapCost = 6;
    private const double InferredBody = 0.3;

    /// <summary>The best row; levels whose box is not in it are left out.</summary>
    /// <param name="peaks">Peaks of the top left, top right, bottom right and bottom left corners.</param>
    /// <param name="shares">How well a body fits each level.</param>
    public static SpineRow Assemble(IReadOnlyList<CornerPeak>[] peaks, LevelShares shares)
    {
        int levels = Enum.GetValues<VertebralLevel>().Length;
        Box[] boxes = [.. Boxes(peaks).Concat(CompletedBoxes(peaks)).OrderByDescending(box => box.Presence).Take(MostBoxes)];
        double[][] fits = [.. boxes.Select(box => shares.Of([.. box.Corners.Select(corner => corner.Place)]))];
        var best = new double[levels, boxes.Length];
        var previous = new (int Level, int Box)[levels, boxes.Length];
        double highest = 0;
        (int Level, int Box) end = (-1, -1);
        for (int level = 0; level < levels; level++)
        {
            for (int b = 0; b < boxes.Length; b++)
            {
                // A box earns what its corners' evidence exceeds the floor by, so that a longer row of good boxes wins, and
                // gains or loses by its level.
                double own = boxes[b].Evidence + fits[b][level];
                best[level, b] = own;
                previous[level, b] = (-1, -1);
                for (int a = 0; level > 0 && a < boxes.Length; a++)
                {
                    double joined = best[level - 1, a] + own, across = level > 1 ? best[level - 2, a] + own - GapCost : 0;
                    if (joined > best[level, b] && Follows(boxes[a], boxes[b]))
                    {
                        best[level, b] = joined;
                        previous[level, b] = (level - 1, a);
                    }

                    if (across > best[level, b] && FollowsAfterNext(boxes[a], boxes[b]))
                    {
                        best[level, b] = across;
                        previous[level, b] = (level - 2, a);
                    }
                }

                if (best[level, b] > highest)
                {
                    highest = best[level, b];
                    end = (level, b);
                }
            }
        }

        var row = new List<(int Level, int Box)>();
        for ((int Level, int Box) at = end; at.Box >= 0; at = previous[at.Level, at.Box])
        {
            row.Insert(0, at);
        }

        return new SpineRow(
            [.. WithoutGaps([.. row.Select(part => boxes[part.Box].Outline((VertebralLevel)part.Level))])],
            row.Count == 0 ? 0 : LevelCertainty([.. row.Select(part => (part.Level, fits[part.Box]))]));
    }

    /// <summary>A body of which no box was seen is put half-way between its neighbours, turned and as large as they are on average.</summary>
    private static IEnumerable<VertebraOutline> WithoutGaps(IReadOnlyList<VertebraOutline> seen)
    {
        for (int i = 0; i < seen.Count; i++)
        {
            if (i > 0 && seen[i].Level - seen[i - 1].Level == 2)
            {
                ImagePoint[] corners = [.. seen[i - 1].Corners.Zip(seen[i].Corners, (a, b) => new ImagePoint((a.X + b.X) / 2, (a.Y + b.Y) / 2))];
                yield return new VertebraOutline(seen[i].Level - 1, corners[0], corners[1], corners[2], corners[3], InferredBody);
            }

            yield return seen[i];
        }
    }

    private static IEnumerable<Box> Boxes(IReadOnlyList<CornerPeak>[] peaks)
    {
        foreach (CornerPeak topLeft in peaks[0])
        {
            foreach (CornerPeak topRight in peaks[1])
            {
                double width = topRight.Place.X - topLeft.Place.X;
                if (width <= 0 || Math.Abs(topRight.Place.Y - topLeft.Place.Y) > 0.7 * width)
                {
                    continue;
                }

                foreach (CornerPeak bottomLeft in peaks[3])
                {
                    if (!IsSide(topLeft, bottomLeft, width))
                    {
                        continue;
                    }

                    foreach (CornerPeak bottomRight in peaks[2])
                    {
                        var box = new Box(topLeft, topRight, bottomRight, bottomLeft);
                        if (IsSide(topRight, bottomRight, width) && box.IsBody)
                        {
                            yield return box;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Boxes of which three corners were seen, and no peak lies near the place of the fourth.</summary>
    private static IEnumerable<Box> CompletedBoxes(IReadOnlyList<CornerPeak>[] peaks)
    {
        for (int missing = 0; missing < 4; missing++)
        {
            // Clockwise from the missing corner: its neighbour, the one across, its other neighbour.
            IReadOnlyList<CornerPeak> next = peaks[(missing + 1) % 4], across = peaks[(missing + 2) % 4], last = peaks[(missing + 3) % 4];
            foreach (CornerPeak a in next)
            {
                foreach (CornerPeak b in across)
                {
                    foreach (CornerPeak c in last)
                    {
                        var place = new ImagePoint(a.Place.X + c.Place.X - b.Place.X, a.Place.Y + c.Place.Y - b.Place.Y);
                        var inferred = new CornerPeak(place, 0);
                        Box box = missing switch
                        {
                            0 => new Box(inferred, a, b, c),
                            1 => new Box(c, inferred, a, b),
                            2 => new Box(b, c, inferred, a),
                            _ => new Box(a, b, c, inferred),
                        };
                        if (box.Width > 0 && IsSide(box.TopLeft, box.BottomLeft, box.Width) && IsSide(box.TopRight, box.BottomRight, box.Width)
                            && box.IsBody && !peaks[missing].Any(peak => IsNear(peak.Place, place, 0.25 * box.Width)))
                        {
                            yield return box;
                        }
                    }
                }
            }
        }
    }

    private static bool IsNear(ImagePoint a, ImagePoint b, double distance) =>
        ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) < distance * distance;

    /// <summary>A side is 0.3 to 1.2 widths long and runs downwards.</summary>
    private static bool IsSide(CornerPeak top, CornerPeak bottom, double width)
    {
        double down = bottom.Place.Y - top.Place.Y, aside = Math.Abs(bottom.Place.X - top.Place.X);
        return down > 0.3 * width && down < 1.2 * width && aside < 0.6 * down + (0.1 * width);
    }

    /// <summary>The body after the next: twice as far away, and as like as two neighbours' neighbours are.</summary>
    private static bool FollowsAfterNext(Box above, Box below)
    {
        double width = (above.Width + below.Width) / 2, height = (above.Height + below.Height) / 2;
        double ratio = above.Width / below.Width, tall = above.Height / below.Height;
        double dx = below.CentreX - above.CentreX, dy = below.CentreY - above.CentreY, step = Math.Sqrt((dx * dx) + (dy * dy));
        return dy > 0 && step > 2.2 * height && step < 3.4 * height && Math.Abs(dx) < width && ratio is > 0.72 and < 1.4 && tall is > 0.6 and < 1.7;
    }

    /// <summary>The next body begins below the one above, near enough for a disc and of like size.</summary>
    private static bool Follows(Box above, Box below)
    {
        double width = (above.Width + below.Width) / 2, height = (above.Height + below.Height) / 2;
        double ratio = above.Width / below.Width, tall = above.Height / below.Height;
        double gap = Math.Min(below.TopLeft.Place.Y - above.BottomLeft.Place.Y, below.TopRight.Place.Y - above.BottomRight.Place.Y);
        double dx = below.CentreX - above.CentreX, dy = below.CentreY - above.CentreY, step = Math.Sqrt((dx * dx) + (dy * dy));
        return gap > -0.12 * height
            && step > 0.9 * height && step < 2.0 * height
            && Math.Abs(dx) < 0.6 * width
            && ratio is > 0.72 and < 1.4
            && tall is > 0.6 and < 1.7;
    }

    /// <summary>How much better the row's levels fit than the same row one level higher or lower, 0 to 1.</summary>
    /// <remarks>A row that would then reach beyond T12 or L5 is compared by the boxes that stay.</remarks>
    private static double LevelCertainty(IReadOnlyList<(int Level, double[] Fits)> row)
    {
        double others = double.NegativeInfinity;
        for (int shift = -1; shift <= 1; shift += 2)
        {
            double gain = 0;
            foreach ((int level, double[] fits) in row)
            {
                int other = level + shift;
                gain += other < 0 || other >= fits.Length ? 0 : fits[other] - fits[level];
            }

            others = Math.Max(others, gain);
        }

        return 1 / (1 + Math.Exp(others));
    }

    private sealed record Box(CornerPeak TopLeft, CornerPeak TopRight, CornerPeak BottomRight, CornerPeak BottomLeft)
    {
        public CornerPeak[] Corners { get; } = [TopLeft, TopRight, BottomRight, BottomLeft];

        public double Width => (TopRight.Place.X - TopLeft.Place.X + BottomRight.Place.X - BottomLeft.Place.X) / 2;

        public double Height => (BottomLeft.Place.Y - TopLeft.Place.Y + BottomRight.Place.Y - TopRight.Place.Y) / 2;

        public double CentreX => Corners.Average(corner => corner.Place.X);

        public double CentreY => Corners.Average(corner => corner.Place.Y);

        public double Presence { get; } = (Floor + TopLeft.Presence) * (Floor + TopRight.Presence) * (Floor + BottomRight.Presence) * (Floor + BottomLeft.Presence);

        /// <summary>A body's endplates are parallel to 17° and differ by less than 30 % in width, its sides by less than 30 %
        /// in height, and endplates and sides stand upright on one another to 17°.</summary>
        public bool IsBody
        {
            get
            {
                double top = TopRight.Place.X - TopLeft.Place.X, bottom = BottomRight.Place.X - BottomLeft.Place.X;
                double left = BottomLeft.Place.Y - TopLeft.Place.Y, right = BottomRight.Place.Y - TopRight.Place.Y;
                double above = (TopRight.Place.Y - TopLeft.Place.Y) / top, below = (BottomRight.Place.Y - BottomLeft.Place.Y) / Math.Max(1e-6, bottom);
                double tilt = above - below;

                // In a turned rectangle the sides lean against the upright as much as the endplates slope.
                double lean = (TopLeft.Place.X - BottomLeft.Place.X + TopRight.Place.X - BottomRight.Place.X) / (left + right);
                double shear = ((above + below) / 2) - lean;
                return bottom > 0 && Math.Abs(shear) < 0.3 && top / bottom is > 0.7 and < 1.43 && left / right is > 0.7 and < 1.43 && Math.Abs(tilt) < 0.3;
            }
        }

        public double Evidence { get; } = Math.Log((Floor + TopLeft.Presence) / Floor) + Math.Log((Floor + TopRight.Presence) / Floor)
            + Math.Log((Floor + BottomRight.Presence) / Floor) + Math.Log((Floor + BottomLeft.Presence) / Floor);

        public VertebraOutline Outline(VertebralLevel level) => new(
            level, TopLeft.Place, TopRight.Place, BottomRight.Place, BottomLeft.Place, Corners.Min(corner => corner.Confidence));
    }
}
