using Hindsight.Server.Storage;
using Xunit;

namespace Hindsight.Unit.Server.Storage;

public sealed class SessionIdTests
{
    [Fact]
    public void It_reads_what_it_writes()
    {
        var sid = SessionId.Create();
        Assert.True(SessionId.TryParse(sid.ToString(), out var read));
        Assert.Equal(sid, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("6f1c1f3e000040008000000000000000")]
    [InlineData("{6f1c1f3e-0000-4000-8000-000000000000}")]
    [InlineData("6f1c1f3e-0000-4000-8000-000000000000/..")]
    public void It_reads_nothing_else(string? text) => Assert.False(SessionId.TryParse(text, out _));
}
