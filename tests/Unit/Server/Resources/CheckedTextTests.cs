using System.Text.Json.Nodes;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Resources;

/// <summary>A text and the same as a document, for editors.</summary>
public sealed class CheckedTextTests
{
    [Fact]
    public void A_text_becomes_a_document_and_the_same_text_again()
    {
        foreach (var preset in Presets.All)
        {
            var text = YamlWriter.Write([ResourceText.Write(preset, null)]);
            var first = CheckedText.Of(text);
            Assert.Empty(first.Faults);
            var second = CheckedText.Of(first.Document!.ToJsonString());
            Assert.Equal((text, text), (first.Text, second.Text));
        }
    }

    [Theory]
    [InlineData("env: 007", "007")]
    [InlineData("env: \"7\"", "7")]
    [InlineData("env: 7", "7")]
    [InlineData("env: no", "no")]
    [InlineData("env: 'true'", "true")]
    [InlineData("env: [a, \"*\"]", "a")]
    public void Labels_stay_what_they_are(string labels, string match)
    {
        var before = CheckedText.Of($"kind: role\nversion: v7\nmetadata: {{name: a}}\nspec:\n  allow:\n    windows_desktop_labels:\n      {labels}\n");
        Assert.Empty(before.Faults);
        var after = CheckedText.Of(before.Document!.ToJsonString());
        Assert.Empty(after.Faults);
        var role = (Role)Assert.Single(ResourceText.Read(after.Text).Resources).Resource;
        Assert.True(role.Allow.DesktopLabels!.Match(new Dictionary<string, string> { ["env"] = match }));
    }

    [Fact]
    public void What_is_wrong_in_the_form_is_placed_in_the_text()
    {
        var checkedText = CheckedText.Of("""{"kind":"role","version":"v7","metadata":{"name":"a"},"spec":{"options":{"max_session_ttl":"soon"}}}""");
        var fault = Assert.Single(checkedText.Faults);
        Assert.Equal((7, 22), (fault.Line, fault.Column));
        Assert.StartsWith("spec.options.max_session_ttl: \"soon\"", fault.Message, StringComparison.Ordinal);
        Assert.Equal("soon", (string?)checkedText.Document!["spec"]!["options"]!["max_session_ttl"]);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("a: 1\n---\nb: 2")]
    public void What_is_not_one_document_has_faults_and_no_form(string text)
    {
        var result = CheckedText.Of(text);
        Assert.NotEmpty(result.Faults);
        Assert.True(result.Document is null || result.Document is JsonObject);
    }
}
