using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Estimation;

/// <summary>Copies a bundle to where <c>estimate</c> looks first.</summary>
public static class ModelInstallation
{
    /// <summary>Copies beside the place, then swaps folders: there is never half a model.</summary>
    /// <param name="bundle">A verified bundle.</param>
    /// <param name="target">Where it shall be; an older one is replaced.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Install(ModelBundle bundle, string target)
    {
        if (Path.GetFullPath(bundle.Directory) == Path.GetFullPath(target))
            return;
        var suffix = Guid.NewGuid().ToString("N");
        var (fresh, old) = ($"{target}.{suffix}.new", $"{target}.{suffix}.old");
        try
        {
            Directory.CreateDirectory(fresh);
            foreach (var name in bundle.Description.Files.Select(file => file.Name).Append(ModelBundle.DescriptionFile))
                File.Copy(Path.Combine(bundle.Directory, name), Path.Combine(fresh, name));
            if (Directory.Exists(target))
                Directory.Move(target, old);
            Directory.Move(fresh, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!Directory.Exists(target) && Directory.Exists(old))
                Directory.Move(old, target);
            throw new TrabeculaException("cannot_write", $"The model cannot be installed in {target}: {e.Message}", e);
        }
        finally
        {
            foreach (var left in new[] { fresh, old }.Where(Directory.Exists))
                Directory.Delete(left, recursive: true);
        }
    }
}
