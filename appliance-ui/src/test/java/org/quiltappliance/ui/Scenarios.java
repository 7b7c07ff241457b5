package org.quiltappliance.ui;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The acceptance scenarios of {@code control-panel.md} 19. A test that shows one from its beginning to its end carries its
 * id as a tag, so that {@code -Dgroups=AT-05} runs it.
 */
final class Scenarios {

    /** What each shows that needs no window, in a few words. The only place that lists them. */
    static final Map<String, String> WITHOUT_A_WINDOW = withoutAWindow();

    /** Those of the control panel's window. */
    static final Map<String, String> OF_THE_WINDOW = ofTheWindow();

    private Scenarios() {}

    private static Map<String, String> withoutAWindow() {
        var all = new LinkedHashMap<String, String>();
        all.put(
                "AT-02",
                "A taken port is told with the program that has it; the first remedy starts the registry on another");
        all.put("AT-03", "A listener on IPv6 loopback alone, and an address that leads to another server, end a start");
        all.put("AT-04", "Without a container engine three ways on are offered, and test mode is one of them");
        all.put("AT-05", "A socket at which nobody listens is told; the start goes on once the engine is there");
        all.put("AT-06", "A socket that may not be opened is told with the command that helps");
        all.put("AT-07", "Old and new engines are spoken to in a version that both sides know");
        all.put("AT-08", "An image that its registry denies can come from an archive, and the start goes on");
        all.put("AT-09", "An archive with other images is refused, and nothing of it is loaded");
        all.put("AT-10", "A slow download is given up within five seconds and leaves no container");
        all.put("AT-11", "After a kill the next process takes over the containers, with the same data");
        all.put("AT-12", "A database that is stopped from outside is told to clients, and comes back by itself");
        all.put("AT-13", "A volume that is gone is missed, and no empty one takes its place");
        all.put("AT-14", "Another password than the one in the volume is told, repaired, and costs no data");
        all.put("AT-15", "A newer major version of PostgreSQL takes the data over; the old volume stays");
        all.put("AT-16", "Containers listen on loopback alone, and no secret can be inspected");
        all.put("AT-17", "What a test mode holds is kept in persistent mode, hash for hash");
        all.put("AT-18", "A carry-over that is killed in the middle shows nothing half");
        all.put("AT-19", "Test mode meanwhile leaves data and volumes of persistent mode as they were");
        all.put("AT-20", "A backup made while people push is complete, and every object in it is right");
        all.put("AT-21", "On a fresh home a backup brings back people, passwords and everything about packages");
        all.put("AT-22", "A restore that is killed leaves the former data in force");
        all.put("AT-23", "A changed byte in a stored object is reported with its packages, never as success");
        all.put("AT-24", "Only what nobody names and is old enough is proposed to go; looking changes nothing");
        all.put("AT-25", "A volume goes by the right words alone, and no other goes with it");
        all.put("AT-26", "Known secrets show up in no log, archive, answer or printed line");
        all.put("AT-27", "The test password forbids sharing; after a change the registry is shared, containers never");
        all.put("AT-28", "Clients with the authority's file work over https; another host name is refused");
        all.put(
                "AT-29",
                "A database elsewhere that refuses us, lets us make no tables, or belongs to others is told as such");
        all.put("AT-30", "A bucket that is missing is told, made on demand, and good then");
        all.put("AT-31", "A mail for trial names the stage that failed");
        all.put("AT-33", "The import of the original's settings says what becomes of each line before it saves");
        all.put("AT-35", "A registry without a window tells its state as JSON and stops cleanly");
        all.put("AT-36", "A broken line in the settings is told with its number, and the file stays as it is");
        all.put("AT-37", "A full disk refuses pushes, serves reads, and heals when there is room");
        all.put("AT-38", "Very many log lines are neither lost nor repeated");
        all.put("AT-42", "After a sleep of the computer every probe runs at once");
        all.put("AT-43", "Data of a newer version are not touched");
        all.put("AT-44", "Two homes in persistent mode share no names and do not disturb each other");
        all.put("AT-45", "A start that is given up, at whatever step, leaves nothing that listens or runs");
        return all;
    }

    private static Map<String, String> ofTheWindow() {
        var all = new LinkedHashMap<String, String>();
        all.put("AT-01", "From the first click to an installed package");
        all.put("AT-25", "The button that removes a volume waits for the right words");
        all.put("AT-31", "A mail for trial names the stage that failed until it arrives");
        all.put("AT-32", "A setting that the environment decides is locked and shown");
        all.put("AT-34", "A second window brings the first one to the front");
        all.put("AT-39", "Long texts, large type and dark colours fit on every page");
        all.put("AT-40", "Everything from the assistant to the stop by keyboard");
        all.put("AT-41", "Without a tray a closed window can be had again");
        return all;
    }
}
