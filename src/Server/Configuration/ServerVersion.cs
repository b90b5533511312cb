using System.Reflection;

namespace Hindsight.Server.Configuration;

/// <summary>This program's version.</summary>
internal static class ServerVersion
{
    /// <summary>As in <c>0.1.0</c>.</summary>
    internal static readonly string Text = typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
