package org.quiltappliance.ui.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that offers no encryption and knows one user, {@code ann} with the password {@code right}. */
final class SmtpStub implements AutoCloseable {

    private static final String KNOWN = "\0ann\0right";

    private final ServerSocket socket;
    private final List<String> mails = new CopyOnWriteArrayList<>();

    SmtpStub() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
        var thread = new Thread(this::serve, "smtp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What arrived, as it was sent. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException gone) { // a client that hangs up, or the end
                continue;
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 stub");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(out, "250-stub\r\n250 AUTH PLAIN");
                case "AUTH" -> say(out, isKnown(line, lines, out) ? "235 welcome" : "535 5.7.8 wrong password");
                case "DATA" -> {
                    say(out, "354 go on");
                    mails.add(letter(lines));
                    say(out, "250 2.0.0 taken as 4711");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 fine");
            }
        }
    }

    private static boolean isKnown(String line, BufferedReader lines, OutputStream out) throws IOException {
        String[] words = line.split(" ");
        if (words.length < 3) {
            say(out, "334 ");
        }
        String answer = words.length < 3 ? lines.readLine() : words[2];
        return new String(Base64.getDecoder().decode(answer), UTF_8).endsWith(KNOWN);
    }

    private static String letter(BufferedReader lines) throws IOException {
        var letter = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            letter.append(line).append('\n');
        }
        return letter.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
