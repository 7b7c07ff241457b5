package org.quiltappliance.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, as thin as can be: the client shares the processors with the server it measures, so
 * what it burns is missing there. Understands what the servers measured here send, no more. For one thread.
 */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final SocketChannel channel;
    private final String host;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).limit(0);

    private Wire(SocketChannel channel, String host) {
        this.channel = channel;
        this.host = host;
    }

    /**
     * An answer read to its end.
     *
     * @param bytes of the body as they came
     * @param body what was kept of it
     */
    record Reply(int status, long bytes, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Whether the bytes of an answer are of use. Those of a refusal are always kept. */
    enum Body {
        KEEP,
        COUNT
    }

    static Wire to(URI server) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Wire(channel, server.getAuthority());
    }

    /** @param headers lines, each with its end */
    Reply send(String method, String target, String headers, byte[] body, Body use) throws IOException {
        byte[] head = head(method, target, headers, body.length);
        channelWrite(new ByteBuffer[] {ByteBuffer.wrap(head), ByteBuffer.wrap(body)});
        return reply(method, use);
    }

    Reply get(String target, String headers, Body use) throws IOException {
        return send("GET", target, headers, new byte[0], use);
    }

    /** Sends a whole file, without a way through this process where the system can do that. */
    Reply put(String target, FileChannel file) throws IOException {
        long length = file.size();
        channelWrite(new ByteBuffer[] {ByteBuffer.wrap(head("PUT", target, "", length))});
        for (long sent = 0; sent < length; ) {
            sent += file.transferTo(sent, length - sent, channel);
        }
        return reply("PUT", Body.KEEP);
    }

    private byte[] head(String method, String target, String headers, long length) {
        boolean bodiless = length == 0 && method.equals("GET");
        String text = method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                + (bodiless ? "" : "Content-Length: " + length + "\r\n") + "\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void channelWrite(ByteBuffer[] buffers) throws IOException {
        while (buffers[buffers.length - 1].hasRemaining() || buffers[0].hasRemaining()) {
            channel.write(buffers);
        }
    }

    private Reply reply(String method, Body use) throws IOException {
        String status = line();
        int code = Integer.parseInt(status.split(" ")[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            }
        }
        var kept = new ByteArrayOutputStream();
        if (!method.equals("HEAD")) {
            var kind = code < 400 ? use : Body.KEEP;
            length = chunked ? chunks(kind, kept) : take(length, kind, kept);
        }
        return new Reply(code, length, kept.toByteArray());
    }

    private long chunks(Body use, ByteArrayOutputStream kept) throws IOException {
        long all = 0;
        while (true) {
            long length = Long.parseLong(line(), 16);
            all += take(length, use, kept);
            if (!line().isEmpty()) {
                throw new ProtocolException("A chunk does not end where it should");
            }
            if (length == 0) {
                return all;
            }
        }
    }

    private long take(long length, Body use, ByteArrayOutputStream kept) throws IOException {
        for (long left = length; left > 0; ) {
            fill();
            int count = (int) Math.min(left, in.remaining());
            if (use == Body.KEEP) {
                byte[] bytes = new byte[count];
                in.get(bytes);
                kept.writeBytes(bytes);
            } else {
                in.position(in.position() + count);
            }
            left -= count;
        }
        return length;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            fill();
            char next = (char) (in.get() & 0xff);
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private void fill() throws IOException {
        if (!in.hasRemaining()) {
            in.clear();
            int count = channel.read(in);
            in.flip();
            if (count < 0) {
                throw new EOFException("The server closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
