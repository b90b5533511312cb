using FsCheck;
using FsCheck.Fluent;
using Hindsight.Server.Library;
using Hindsight.Server.Resources.Predicates;
using Hindsight.Server.Storage;
using Xunit;

namespace Hindsight.Unit.Server.Library;

public sealed class RecordingFilterTests
{
    private static readonly string[] Texts = ["alice", "al", "", "desk0", "desk1", "Administrator", "desktop", "Żółć", "Żó", "al%ce", "%"];
    private static readonly string[] Fields = ["participants", "user", "desktop_name", "login", "session_type", "sid", "no_such_field"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""contains(session.participants, "alice")""", 4)]
    [InlineData("""equals(session.desktop_name, "desk1") && !contains(session.participants, "alice")""", 2)]
    [InlineData("""has_prefix(session.user, "al")""", 8)]
    [InlineData("""has_prefix(session.user, "Żó")""", 4)]
    [InlineData("""session.login == "Administrator" || equals("x", "y")""", 12)]
    [InlineData("""session.login != "Administrator" """, 0)]
    [InlineData("""equals(session.no_such_field, "x")""", 0)]
    [InlineData("""!equals(session.no_such_field, "x")""", 12)]
    [InlineData("""equals(session.user, session.desktop_name)""", 0)]
    public async Task Conditions_have_the_answers_they_read_like(string condition, int expected)
    {
        using var test = await TestDatabase.CreateAsync();
        var all = await FillAsync(test);
        var expression = ExpressionParser.Parse(condition);
        Assert.Equal(expected, await ListAsync(test, expression) is { } listed ? listed.Count : -1);
        Assert.Equal(expected, all.Count(e => expression.Holds(e.Facts.Read)));
    }

    [Fact]
    public async Task The_database_answers_as_the_check_does()
    {
        using var test = await TestDatabase.CreateAsync();
        var all = await FillAsync(test);
        foreach (var expression in Expressions(4).Sample(300, 7))
        {
            var listed = await ListAsync(test, expression);
            var allowed = all.Where(e => expression.Holds(e.Facts.Read)).Select(e => e.Sid.ToString());
            Assert.Equal(allowed.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }
    }

    private static Gen<Expression> Expressions(int depth)
    {
        var operand = Gen.OneOf(
            Gen.Elements(Fields).Select(Operand (f) => new Operand.Field(["session", f])),
            Gen.Elements(Texts).Select(Operand (t) => new Operand.Known([t])),
            Gen.SubListOf(Texts).Select(Operand (t) => new Operand.Known([.. t])),
            Gen.Constant((Operand)new Operand.Nothing()));
        var leaf = Gen.OneOf(
            from a in operand from b in operand select (Expression)new Expression.Contains(a, b),
            from a in operand from b in operand select (Expression)new Expression.Same(a, b),
            from a in operand from b in operand select (Expression)new Expression.HasPrefix(a, b));
        if (depth == 0)
            return leaf;
        var inner = Expressions(depth - 1);
        return Gen.OneOf(
            leaf,
            from a in inner from b in inner select (Expression)new Expression.And(a, b),
            from a in inner from b in inner select (Expression)new Expression.Or(a, b),
            inner.Select(Expression (a) => new Expression.Not(a)));
    }

    private static async Task<List<string>> ListAsync(TestDatabase test, Expression allowed)
    {
        var query = new RecordingQuery { Page = new Hindsight.Server.Http.PageQuery(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 500) };
        var (items, _) = await new RecordingCatalog(test.Database).ListAsync(query, allowed, Cancellation);
        return [.. items.Select(i => i.Sid.ToString())];
    }

    private static async Task<List<LedgerEntry>> FillAsync(TestDatabase test)
    {
        var ledger = new Ledger(test.Database, test.Audit);
        var catalog = new RecordingCatalog(test.Database);
        var all = new List<LedgerEntry>();
        for (var i = 0; i < 12; i++)
        {
            var sid = SessionId.Create();
            await ledger.AdmitAsync(new AdmittedSession(sid, "desktop", ((string[])["alice", "al%ce", "Żółć"])[i % 3], $"desk{i % 4}", "Administrator", test.Clock.GetUtcNow(), "rule", true), Cancellation);
            all.Add((await catalog.FindAsync(sid, Cancellation))!);
        }

        return all;
    }
}
