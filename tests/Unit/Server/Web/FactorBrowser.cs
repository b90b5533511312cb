using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Server.Identity.Factors;
using Hindsight.Unit.Server.Identity.Passkeys;

namespace Hindsight.Unit.Server.Web;

/// <summary>Alice's browser, at the address that passkeys work at, and what she signs in with.</summary>
internal sealed class FactorBrowser : IDisposable
{
    private const string Session = "/v1/webapi/sessions/web";
    private const string Account = "/v1/webapi/account";

    private readonly HttpClient _http;
    private readonly string _origin;
    private string? _token;

    internal FactorBrowser(TestServer server)
    {
        _origin = $"https://localhost:{server.Address.Port}";
        _http = server.NewBrowser();
        _http.BaseAddress = new Uri(_origin);
        Authenticator = new SoftwareAuthenticator { Origin = _origin };
    }

    internal SoftwareAuthenticator Authenticator { get; }

    /// <summary>Now, in steps of codes.</summary>
    internal static long Step => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;

    /// <summary>Signs in by password: <c>200</c>, the step that follows, or an error's code; and the answer.</summary>
    internal Task<(string Result, JsonNode Body)> SignInAsync(string user = "alice") =>
        StepAsync("", new JsonObject { ["user"] = user, ["password"] = TestServer.Password });

    /// <summary>A step of a sign-in.</summary>
    internal async Task<(string Result, JsonNode Body)> StepAsync(string path, JsonObject body)
    {
        using var response = await PostAsync(Session + path, body);
        var answer = await TestServer.BodyAsync(response);
        if (response.StatusCode == HttpStatusCode.OK)
            _token = (string?)answer["csrfToken"] ?? _token;
        return (response.StatusCode switch
        {
            HttpStatusCode.OK => "200",
            HttpStatusCode.Accepted => (string)answer["step"]!,
            _ => (string)answer["error"]!["code"]!,
        }, answer);
    }

    /// <summary>Does something with the account; "" or an error's code, and the answer if there is one.</summary>
    internal async Task<(string Error, JsonNode? Body)> AccountAsync(string path, JsonObject body)
    {
        using var response = await PostAsync(Account + path, body);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return ("", null);
        var answer = await TestServer.BodyAsync(response);
        return (response.IsSuccessStatusCode ? "" : (string)answer["error"]!["code"]!, answer);
    }

    internal async Task<JsonNode> ReadAccountAsync() => JsonNode.Parse(await _http.GetStringAsync(Account))!;

    /// <summary>Adds an app; gives its secret and the code that was used up.</summary>
    internal async Task<(byte[] Secret, string Used)> AddAppAsync(string name = "phone")
    {
        var (error, begun) = await AccountAsync("/factors/otp/begin", new JsonObject { ["password"] = TestServer.Password });
        Xunit.Assert.Equal("", error);
        var secret = Base32((string)begun!["secret"]!);
        var code = Totp.Code(secret, Step);
        Xunit.Assert.Equal("", (await AccountAsync("/factors/otp", new JsonObject { ["name"] = name, ["code"] = code })).Error);
        return (secret, code);
    }

    /// <summary>Adds the authenticator as a passkey.</summary>
    internal async Task AddPasskeyAsync(string name = "key")
    {
        var (error, options) = await AccountAsync("/factors/passkey/begin", new JsonObject { ["password"] = TestServer.Password });
        Xunit.Assert.Equal("", error);
        Xunit.Assert.Equal("", (await AccountAsync("/factors/passkey", new JsonObject { ["name"] = name, ["passkey"] = Authenticator.Make(options!) })).Error);
    }

    /// <summary>Shows the passkey after the password, or instead of it.</summary>
    internal async Task<string> ShowPasskeyAsync(string? attempt, Action<JsonObject>? change = null)
    {
        var (result, asked) = await StepAsync("/passkey/begin", new JsonObject { ["attempt"] = attempt });
        if (result != "200")
            return result;
        var answer = Authenticator.Answer(asked["passkey"]!);
        change?.Invoke(answer);
        return (await StepAsync("/passkey", new JsonObject { ["attempt"] = (string)asked["attempt"]!, ["nameless"] = attempt is null, ["passkey"] = answer })).Result;
    }

    /// <summary>Shows a code after the password.</summary>
    internal async Task<string> ShowCodeAsync(string code)
    {
        var (result, body) = await SignInAsync();
        return result == "factor" ? (await StepAsync("/code", new JsonObject { ["attempt"] = (string)body["attempt"]!, ["code"] = code })).Result : result;
    }

    public void Dispose()
    {
        _http.Dispose();
        Authenticator.Dispose();
    }

    internal static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private async Task<HttpResponseMessage> PostAsync(string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", _origin);
        if (_token is not null)
            request.Headers.Add("X-CSRF-Token", _token);
        return await _http.SendAsync(request);
    }
}
