using System.Text.Json;
using Hindsight.Recording.Screen;

namespace Hindsight.Server.Sessions;

/// <summary>Reads the text messages of a browser and says what is wrong with them.</summary>
internal static class ClientTexts
{
    private const int MaxText = 500;

    /// <summary>Layout identifiers are a language and a variant: 16 and 12 bits.</summary>
    private const int MaxKeyboardLayout = 0xFFF_FFFF;

    /// <summary>The longest text message, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Reads a text message; null when it is none.</summary>
    public static ClientText? Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, LiveJson.Default.ClientText);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a first message, or null.</summary>
    public static string? ProblemOfConnect(ClientText? text) => text switch
    {
        null => "a text that is no JSON",
        { Type: not "connect" } => "a first message that is not 'connect'",
        { Login: null or "" } => "a connect without a login",
        { Login.Length: > MaxText } or { Password.Length: > MaxText } or { Domain.Length: > MaxText } => $"a connect with more than {MaxText} characters in a field",
        { Width: null or < 1 or > ScreenLimits.MaxSide } or { Height: null or < 1 or > ScreenLimits.MaxSide } => $"a connect whose width and height are not 1 to {ScreenLimits.MaxSide}",
        { KeyboardLayout: < 0 or > MaxKeyboardLayout } => "a connect with a keyboard layout that is none",
        _ => null,
    };
}
