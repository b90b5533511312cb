using Hindsight.Server.Resources.Predicates;
using Xunit;

namespace Hindsight.Unit.Server.Resources.Predicates;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["user.metadata.name"] = ["alice"],
        ["user.spec.traits.groups"] = ["dev", "ops"],
        ["session.participants"] = ["alice"],
        ["session.desktop_name"] = ["prod-1"],
        ["resource.metadata.labels.env"] = ["prod"],
    };

    [Theory]
    [InlineData("contains(session.participants, user.metadata.name)", true)]
    [InlineData("contains(session.participants, \"bob\")", false)]
    [InlineData("contains(user.spec.traits[\"groups\"], 'ops')", true)]
    [InlineData("contains(user.spec.traits.groups, `qa`)", false)]
    [InlineData("equals(resource.metadata.labels[\"env\"], \"prod\")", true)]
    [InlineData("equals(resource.metadata.labels[\"env\"], \"PROD\")", false)]
    [InlineData("has_prefix(session.desktop_name, \"prod-\")", true)]
    [InlineData("has_prefix(\"prod\", session.desktop_name)", false)]
    [InlineData("session.desktop_name == \"prod-1\"", true)]
    [InlineData("session.desktop_name != \"prod-1\"", false)]
    [InlineData("\"a\" == 'a'", true)]
    [InlineData("equals(session.none, \"\")", false)]
    [InlineData("equals(session.none, session.none)", false)]
    [InlineData("!equals(session.none, session.none)", true)]
    [InlineData("contains(session.none, \"x\")", false)]
    [InlineData("!contains(session.participants, \"bob\") && equals(\"x\", \"x\")", true)]
    [InlineData("equals(\"x\", \"y\") && equals(\"x\", \"y\") || equals(\"x\", \"x\")", true)]
    [InlineData("equals(\"x\", \"x\") || equals(\"x\", \"y\") && equals(\"x\", \"y\")", true)]
    [InlineData("equals(\"x\", \"y\") && (equals(\"x\", \"y\") || equals(\"x\", \"x\"))", false)]
    [InlineData("!(equals(\"x\", \"y\") || equals(\"x\", \"x\"))", false)]
    [InlineData("!!equals(\"x\", \"x\")", true)]
    [InlineData("  equals ( \"x\" , \"x\" )  ", true)]
    [InlineData("equals(\"a\\\"b\", `a\"b`)", true)]
    public void Conditions_are_answered(string text, bool expected)
    {
        var expression = ExpressionParser.Parse(text);
        Assert.Equal(expected, expression.Holds(Read));
        // What is known early gives the same answer.
        var bound = expression.Bind(path => path[0] == "user" ? Read(path) is { } values ? new Operand.Known(values) : new Operand.Nothing() : null);
        Assert.Equal(expected, bound.Holds(Read));
        Assert.Equal(expected, expression.Bind(path => Read(path) is { } values ? new Operand.Known(values) : new Operand.Nothing()) == Expression.Always);
    }

    [Theory]
    [InlineData("", "a function")]
    [InlineData("contains(session.participants)", "where \",\" is expected (at character 30)")]
    [InlineData("contains(session.participants, user.metadata.name", "where \")\" is expected")]
    [InlineData("contains(session.participants, user.metadata.name))", "where && or || is expected")]
    [InlineData("delete(session.sid, user.metadata.name)", "there is no function delete: the functions are contains, equals and has_prefix")]
    [InlineData("contains(system.env, \"x\")", "system is nothing that can be looked at")]
    [InlineData("contains(session, \"x\")", "a field of session")]
    [InlineData("equals(session.user, \"x)", "a text in quotes has no end")]
    [InlineData("equals(session.user, \"x\\", "a text in quotes has no end")]
    [InlineData("equals(session.user; 1)", "';' has no meaning here")]
    [InlineData("equals(session.user, \"x\") and true", "where && or || is expected")]
    [InlineData("session.user", "== or != after a value")]
    [InlineData("session.traits[groups] == \"x\"", "a text in quotes is expected")]
    [InlineData("equals(session.user, 1)", "1 is nothing that can be looked at")]
    public void What_can_not_be_read_is_told_with_its_place(string text, string reason)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("(at character ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_any_shape_is_refused()
    {
        foreach (var bomb in (string[])
        [
            new string('!', 4000) + "equals(\"x\", \"x\")",
            new string('(', 4000),
            string.Concat(Enumerable.Repeat("equals(\"a\",\"b\")||", 200)) + "equals(\"a\",\"b\")",
            string.Concat(Enumerable.Repeat("!(", 1500)),
            "equals(\"" + new string('x', 5000) + "\", \"x\")",
        ])
        {
            Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(bomb));
        }
    }

    [Fact]
    public void The_deepest_and_largest_that_is_allowed_is_read()
    {
        Assert.IsType<Expression.Not>(ExpressionParser.Parse(new string('!', ExpressionParser.DeepestNesting - 1) + "equals(\"x\", \"x\")"));
        var many = string.Join("||", Enumerable.Repeat("equals(\"a\",\"b\")", ExpressionParser.MostFunctions));
        Assert.False(ExpressionParser.Parse(many).Holds(_ => null));
    }

    private static string[]? Read(IReadOnlyList<string> path) => Fields.GetValueOrDefault(string.Join('.', path));
}
