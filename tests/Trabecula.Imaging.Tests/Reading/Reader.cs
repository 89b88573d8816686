using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Reading;

/// <summary>The reader as tests call it: a test that is stopped stops the reading.</summary>
internal static class Reader
{
    public static Radiograph Read(byte[] bytes) => RadiographReader.Read(bytes, TestContext.Current.CancellationToken);

    public static Radiograph Read(string path) => RadiographReader.Read(path, TestContext.Current.CancellationToken);

    public static TrabeculaException Refusal(byte[] bytes) => Assert.ThrowsAny<TrabeculaException>(() => Read(bytes));

    public static TrabeculaException Refusal(string path) => Assert.ThrowsAny<TrabeculaException>(() => Read(path));
}
