package org.quiltappliance.server.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What we want from a container engine ({@code control-panel.md} CM-2). For all threads. Unless said otherwise a method
 * ends within half a minute, and throws {@link EngineException} when the engine does not do what was asked.
 *
 * <p>Methods that declare {@link InterruptedException} may take long; an interruption ends them, and what the engine does
 * for them, within seconds.
 */
public interface ContainerRuntime extends AutoCloseable {

    /** Fails when the engine does not answer. */
    void ping();

    /** What the engine says of itself, asked anew. */
    EngineInfo info();

    /** What the clock says where containers run; empty when the engine does not tell. */
    Optional<Instant> clock();

    /** Who holds that port of this computer, of all that run, ours or not. */
    Optional<Publisher> publisher(int port);

    /** @param reference name with tag or digest, or an id; empty when the engine does not have it */
    Optional<Image> image(String reference);

    /**
     * Fetches an image from its registry. The engine does the download, with its own proxy settings.
     *
     * @param reference name with tag or digest
     * @param progress hears of bytes, often
     * @throws EngineException of one of the kinds that concern registries, see {@link EngineException.Kind}
     */
    void pull(String reference, Consumer<Transfer> progress) throws InterruptedException;

    /**
     * Takes in the images of an archive.
     *
     * @param archive made by {@link #save} or {@code docker save}, may be compressed with gzip
     * @throws IOException when the archive cannot be read
     */
    void load(Path archive, Consumer<Transfer> progress) throws IOException, InterruptedException;

    /**
     * Writes images to an archive.
     *
     * @param references each with its tag; the archive holds these names
     * @param archive is made or replaced
     */
    void save(List<String> references, Path archive) throws IOException, InterruptedException;

    /**
     * Asks the registry of an image, through the engine, whether it can be had there; fetches nothing.
     *
     * @param patience after which the answer counts as none
     * @return false when this engine cannot ask, or nothing was heard in time
     * @throws EngineException of one of the kinds that concern registries when it cannot be had
     */
    boolean isOffered(String reference, Duration patience) throws InterruptedException;

    /** Gives the image one more name. */
    void tag(String image, String reference);

    /**
     * Removes an image with all its names, but never by force. Does nothing if there is none.
     *
     * @param id of it
     * @throws EngineException CONFLICT while a container is made from it
     */
    void removeImage(String id);

    /** @param name or id; empty when there is none */
    Optional<Container> container(String name);

    /** What it takes of the computer; may take two seconds of the engine. @param name or id; empty when there is none */
    Optional<ContainerUsage> usage(String name);

    /** All that carry the label with that value, running or not, by name. */
    List<Container> containers(String label, String value);

    /**
     * Makes a container without starting it.
     *
     * @return its id
     * @throws EngineException NOT_FOUND without the image, CONFLICT when the name is taken
     */
    String create(ContainerSpec spec);

    /**
     * Starts a container; does nothing if it runs.
     *
     * @throws EngineException PORT_TAKEN when its port on this computer is in use
     */
    void start(String container);

    /**
     * Asks a container to end, and waits for that; does nothing if it does not run.
     *
     * @param patience after which the engine ends it by force
     */
    void stop(String container, Duration patience) throws InterruptedException;

    /** Removes a container that does not run; its volumes stay. Does nothing if there is none. */
    void remove(String container);

    /** The last lines that a container wrote, oldest first. */
    List<String> lastLines(String container, int count);

    /**
     * Follows what a container writes, until it ends.
     *
     * @param since from when on, to the second; {@link Instant#EPOCH} for all that is there
     * @param lines hears each line without its end, on a thread of the runtime
     */
    Following follow(String container, Instant since, Consumer<String> lines);

    /**
     * Runs a command in a running container to its end. The command may be logged by the engine: it must hold no secret.
     *
     * @param user in the container
     */
    ExecResult exec(String container, String user, List<String> command) throws InterruptedException;

    /**
     * Puts files into a container, running or not; those that exist are replaced.
     *
     * @param folder absolute, made if it is not there, with the owner of the first file and mode 0500
     */
    void copyIn(String container, String folder, List<ContainerFile> files);

    /**
     * Reads one file of a container, running or not, volumes included.
     *
     * @param most bytes to accept
     * @return empty when there is no such file
     */
    Optional<byte[]> copyOut(String container, String path, int most);

    Optional<Network> network(String name);

    void createNetwork(String name, Map<String, String> labels);

    /** Does nothing if there is none. */
    void removeNetwork(String name);

    Optional<Volume> volume(String name);

    /** All that carry the label with that value, by name. */
    List<Volume> volumes(String label, String value);

    void createVolume(String name, Map<String, String> labels);

    /** The only way to remove a volume. Everything in it is lost. */
    void removeVolume(VolumeRemoval removal);

    /** Bytes in that volume; empty when the engine does not know. May take as long as reading all its folders. */
    OptionalLong volumeBytes(String name) throws InterruptedException;

    /**
     * Follows what happens to containers that carry the label with that value.
     *
     * @param events hears each, on a thread of the runtime
     */
    Following events(String label, String value, Consumer<EngineEvent> events);

    /** Ends everything that is followed, and the connection. */
    @Override
    void close();
}
