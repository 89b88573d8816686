namespace Trabecula.Imaging;

/// <summary>Single values of a sorted row, without sorting all of it.</summary>
internal static class OrderStatistics
{
    // Halving 2^31 values takes 31 rounds; a row that needs twice as many was made to need them, and is sorted instead.
    private const int MostRounds = 64;

    /// <summary>The value that would stand at a place if the row were sorted (Hoare's selection).</summary>
    /// <param name="values">The row; its order is changed.</param>
    /// <param name="place">0 for the smallest, <c>values.Length - 1</c> for the largest.</param>
    public static float At(Span<float> values, int place)
    {
        int low = 0, high = values.Length - 1;
        for (int round = 0; low < high; round++)
        {
            if (round == MostRounds)
            {
                values[low..(high + 1)].Sort();
                break;
            }

            float pivot = Middle(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j)
            {
                high = j;
            }
            else if (place >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }

    private static float Middle(float a, float b, float c) => a < b
        ? (b < c ? b : a < c ? c : a)
        : (a < c ? a : b < c ? c : b);
}
