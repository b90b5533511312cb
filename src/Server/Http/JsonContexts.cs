using System.Text.Json.Serialization;

namespace Hindsight.Server.Http;

/// <summary>How a slice tells the API about its JSON.</summary>
internal static class JsonContexts
{
    /// <summary>Sets what all of the API's JSON has in common, whatever a slice's context says.</summary>
    internal static IServiceCollection AddApiJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new Rfc3339.Converter());
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });

    /// <summary>Adds a slice's generated context to what endpoints read and write.</summary>
    internal static IServiceCollection AddJson(this IServiceCollection services, JsonSerializerContext context) =>
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(context));
}
