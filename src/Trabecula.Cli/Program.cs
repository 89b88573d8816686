using System.Text;
using Trabecula.Cli;

// Names of files and units hold letters beyond ASCII, whatever the terminal's language.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLineApplication.RunAsync(args, Terminal.OfProcess());
