using Hindsight.Desktop;
using Hindsight.Server.Audit;
using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Hindsight.Server.Desktops;
using Xunit;

namespace Hindsight.Unit.Server.Desktops;

public sealed class DesktopPinsTests
{
    private const string Sid = "6f1c1f3e-0000-4000-8000-000000000000";
    private static readonly Subject Alice = new("alice", ["access"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_accepted_first_is_trusted_from_then_on()
    {
        using var test = await TestDatabase.CreateAsync();
        var pins = new DesktopPins(test.Database, test.Audit, test.Clock);
        var (desktop, certificate) = (Entry(new()), TestCertificates.SelfSigned("d1"));
        Assert.Equal(PinVerdict.FirstUse, await pins.CheckAsync(desktop, certificate, Alice, Sid, Cancellation));
        Assert.Equal(PinVerdict.FirstUse, await pins.CheckAsync(desktop, certificate, Alice, Sid, Cancellation));
        await pins.TrustAsync(desktop, certificate, Alice, Sid, Cancellation);
        Assert.Equal(PinVerdict.Trusted, await pins.CheckAsync(desktop, certificate, Alice, Sid, Cancellation));

        var pin = Assert.Single(await pins.ListAsync(Cancellation));
        Assert.Equal(new DesktopPin("d1", Fingerprint.Normalize(certificate.Sha256), "CN=d1", "CN=d1", test.Clock.GetUtcNow(), "alice"), pin);
        var entry = (await test.Reader.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10, AuditFilter.All, Cancellation)).Items[0];
        Assert.Equal(("desktop.certificate.pinned", pin.Sha256, "alice", Sid), ((string)entry["event"]!, (string)entry["certificate_sha256"]!, (string)entry["user"]!, (string)entry["sid"]!));
    }

    [Fact]
    public async Task Another_certificate_is_refused_until_the_old_one_is_forgotten()
    {
        using var test = await TestDatabase.CreateAsync();
        var pins = new DesktopPins(test.Database, test.Audit, test.Clock);
        var (desktop, before, after) = (Entry(new()), TestCertificates.SelfSigned("d1"), TestCertificates.SelfSigned("d1"));
        await pins.TrustAsync(desktop, before, Alice, Sid, Cancellation);

        var error = await Assert.ThrowsAsync<DesktopException>(() => pins.CheckAsync(desktop, after, Alice, Sid, Cancellation));
        Assert.Equal(DesktopFailure.CertificateChanged, error.Failure);
        foreach (var part in new[] { Fingerprint.Normalize(before.Sha256), Fingerprint.Normalize(after.Sha256), "tctl desktops trust d1" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DesktopException>(() => pins.TrustAsync(desktop, after, Alice, Sid, Cancellation));

        Assert.True(await pins.ForgetAsync("d1", "root", Cancellation));
        Assert.False(await pins.ForgetAsync("d1", "root", Cancellation));
        Assert.Equal(PinVerdict.FirstUse, await pins.CheckAsync(desktop, after, Alice, Sid, Cancellation));
        Assert.Equal(
            ["desktop.certificate.pinned HS2000I", "desktop.certificate.refused HS2000W", "desktop.certificate.refused HS2000W", "desktop.certificate.forgotten HS2001I"],
            await test.EventsAsync());
    }

    [Fact]
    public async Task The_configuration_decides_before_anybody_is_asked()
    {
        using var test = await TestDatabase.CreateAsync();
        var pins = new DesktopPins(test.Database, test.Audit, test.Clock);
        var (right, wrong) = (TestCertificates.SelfSigned("d1"), TestCertificates.SelfSigned("d1"));
        var desktop = Entry(new() { Sha256 = Fingerprint.Normalize(right.Sha256) });
        Assert.Equal(PinVerdict.Trusted, await pins.CheckAsync(desktop, right, Alice, Sid, Cancellation));
        var error = await Assert.ThrowsAsync<DesktopException>(() => pins.CheckAsync(desktop, wrong, Alice, Sid, Cancellation));
        Assert.Contains("teleport.yaml", error.Message, StringComparison.Ordinal);
        Assert.Empty(await pins.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Authorities_of_the_configuration_stand_for_their_certificates()
    {
        using var test = await TestDatabase.CreateAsync();
        using var directory = new TemporaryDirectory();
        using var authority = TestCertificates.Authority();
        await File.WriteAllTextAsync(directory.File("ca.pem"), authority.ExportCertificatePem(), Cancellation);
        var pins = new DesktopPins(test.Database, test.Audit, test.Clock);
        var desktop = Entry(new() { AuthorityFile = directory.File("ca.pem") });

        Assert.Equal(PinVerdict.Trusted, await pins.CheckAsync(desktop, TestCertificates.IssuedBy(authority, "d1.example.com"), Alice, Sid, Cancellation));
        await Refused(TestCertificates.IssuedBy(authority, "other.example.com"), "not for d1.example.com");
        await Refused(TestCertificates.SelfSigned("d1.example.com"), "no authority");
        test.Clock.Advance(TimeSpan.FromDays(400));
        await Refused(TestCertificates.IssuedBy(authority, "d1.example.com"), "no authority");
        File.Delete(directory.File("ca.pem"));
        await Refused(TestCertificates.IssuedBy(authority, "d1.example.com"), "can't be checked");

        async Task Refused(DesktopCertificate certificate, string reason)
        {
            var error = await Assert.ThrowsAsync<DesktopException>(() => pins.CheckAsync(desktop, certificate, Alice, Sid, Cancellation));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    private sealed record Pinned
    {
        public string? Sha256 { get; init; }

        public string? AuthorityFile { get; init; }
    }

    private static DesktopEntry Entry(Pinned pinned) => new(new DesktopHostConfiguration
    {
        Name = "d1",
        Address = new ListenAddress("d1.example.com", 3389),
        CertificateSha256 = pinned.Sha256,
        CertificateAuthorityFile = pinned.AuthorityFile,
    }, new DesktopServiceConfiguration());
}
