namespace Hindsight.Tsh;

/// <summary>Asks the person; what a script sends to standard input is taken as the answers, one a line.</summary>
internal sealed class Prompt(TextReader input, TextWriter errors)
{
    private static bool IsInteractive => !Console.IsInputRedirected;

    /// <summary>Asks for a word.</summary>
    internal string Ask(string question, string? usual = null)
    {
        errors.Write(usual is null ? $"{question}: " : $"{question} [{usual}]: ");
        var answer = ReadLine();
        return answer.Length == 0 && usual is not null ? usual : answer;
    }

    /// <summary>Asks for a secret, which is not shown.</summary>
    internal string AskSecret(string question)
    {
        errors.Write($"{question}: ");
        if (!IsInteractive || input != Console.In)
            return ReadLine();
        var secret = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                secret.Length = Math.Max(0, secret.Length - 1);
            else if (key.KeyChar != 0)
                secret.Append(key.KeyChar);
        }

        errors.WriteLine();
        return secret.ToString();
    }

    /// <summary>Asks whether to go on; no answer is a no.</summary>
    internal bool Confirm(string question)
    {
        errors.Write($"{question} [y/N]: ");
        return input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private string ReadLine() => input.ReadLine()
        ?? throw new Failure(ExitCode.Usage, "standard input ended before the answer: give it a line, or run tsh login in a terminal");
}
