package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the library is told what to do. Its own configuration would read files of the user, who may have set a version of
 * the API there for other programs; and we send no log-in to any registry, because our images are public.
 *
 * @param version null to leave it out of the path, which every engine understands
 */
record ClientConfig(DockerEndpoint endpoint, @Nullable ApiVersion version) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
        return endpoint.uri();
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return version == null
                ? RemoteApiVersion.UNKNOWN_VERSION
                : RemoteApiVersion.create(version.major(), version.minor());
    }

    @Override
    @SuppressWarnings("deprecation") // The library's own interface asks for it.
    public com.github.dockerjava.core.@Nullable SSLConfig getSSLConfig() {
        return endpoint.certificates()
                .map(folder -> new LocalDirectorySSLConfig(folder.toString()))
                .orElse(null);
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public String getRegistryUrl() {
        return AuthConfig.DEFAULT_SERVER_ADDRESS;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }
}
