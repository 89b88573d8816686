using System.Reflection;
using Trabecula.Learning.Training;
using TorchSharp;

namespace Trabecula.Learning.Tests.Torch;

/// <summary>
/// Holds the room to the rule of <see cref="Learning.Torch.Arithmetic"/>. The defect itself shows once in some thousands of
/// steps, so the compiled code is read in place of running it.
/// </summary>
public sealed class NumberLifetimeTests
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_operation_of_this_room_lets_TorchSharp_make_a_number_that_nobody_holds()
    {
        var found = MethodsOf(typeof(TrainingOptions).Assembly)
            .SelectMany(method => Calls(method).Where(call => MakesNumber(call)).Select(call => $"{method.DeclaringType}.{method.Name} calls {call}"));
        Assert.Empty(found.Distinct());
    }

    [Fact]
    public void The_rule_knows_the_operators_that_do_so()
    {
        MethodInfo[] unsafeCalls =
        [
            typeof(torch.Tensor).GetMethod("add", [typeof(torch.Tensor)])!,
            typeof(torch.Tensor).GetMethod("square", [])!,
            typeof(torch.Tensor).GetMethod("op_Addition", [typeof(torch.Tensor), typeof(torch.Tensor)])!,
            typeof(torch.Tensor).GetMethod("op_Multiply", [typeof(torch.Tensor), typeof(double)])!,
            typeof(Scalar).GetMethod("op_Implicit", [typeof(double)])!,
        ];
        Assert.All(unsafeCalls, call => Assert.True(MakesNumber(call), call.ToString()));
        Assert.False(MakesNumber(typeof(torch.Tensor).GetMethod("op_Multiply", [typeof(torch.Tensor), typeof(torch.Tensor)])!));
    }

    /// <summary>An implicit number, here or in what TorchSharp calls next; deeper than two calls no such method was found.</summary>
    private static bool MakesNumber(MethodBase call, int depth = 2) =>
        call.DeclaringType?.Assembly == typeof(torch).Assembly
        && (call.DeclaringType == typeof(Scalar) && call.Name == "op_Implicit"
            || depth > 0 && Calls(call).Any(inner => MakesNumber(inner, depth - 1)));

    private static IEnumerable<MethodBase> MethodsOf(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)));

    /// <summary>Every four bytes after the codes of call, callvirt and newobj that name a method; a few that are not calls do no harm.</summary>
    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6f or 0x73 && Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } called) yield return called;
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        if (token >>> 24 is not (0x06 or 0x0a or 0x2b)) return null; // the tables of methods, references to members, instances
        try
        {
            return method.Module.ResolveMethod(
                token,
                method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
                method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException or MissingMemberException)
        {
            return null; // not a method after all
        }
    }
}
