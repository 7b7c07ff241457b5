package org.quiltappliance.ui.tray;

import java.awt.AWTException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.Polygon;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An icon in the tray that AWT knows. Everything here is for the thread of AWT, apart from what is public. */
public final class SystemTrayIcon implements Tray {

    private static final Logger log = LoggerFactory.getLogger(SystemTrayIcon.class);

    private static final Color PLATE = new Color(0xf6f8fa);

    private final TrayIcon icon;
    private final MenuItem line = new MenuItem();
    private final MenuItem open = new MenuItem();
    private final MenuItem catalog = new MenuItem();
    private final MenuItem copy = new MenuItem();
    private final MenuItem action = new MenuItem();
    private final MenuItem backUp = new MenuItem();
    private final MenuItem quit = new MenuItem();

    private SystemTrayIcon(TrayMenu menu) {
        line.setEnabled(false);
        open.addActionListener(chosen -> menu.openPanel());
        catalog.addActionListener(chosen -> menu.openCatalog());
        copy.addActionListener(chosen -> menu.copyRegistryAddress());
        action.addActionListener(chosen -> menu.startOrStop());
        backUp.addActionListener(chosen -> menu.backUp());
        quit.addActionListener(chosen -> menu.quit());
        var popup = new PopupMenu();
        popup.add(line);
        popup.addSeparator();
        popup.add(open);
        popup.add(catalog);
        popup.add(copy);
        popup.addSeparator();
        popup.add(action);
        popup.add(backUp);
        popup.addSeparator();
        popup.add(quit);
        icon = new TrayIcon(image(ApplianceState.STOPPED, 16), "", popup);
        icon.setImageAutoSize(true);
        icon.addActionListener(clicked -> menu.openPanel());
    }

    /** Puts one there; see {@link Tray.Finder}. */
    public static Optional<Tray> find(TrayMenu menu) {
        if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
            return Optional.empty();
        }
        var made = new SystemTrayIcon(menu);
        try {
            SystemTray.getSystemTray().add(made.icon);
            return Optional.of(made);
        } catch (AWTException none) {
            log.info("The desktop has no tray after all", none);
            return Optional.empty();
        }
    }

    @Override
    public void show(TrayLook look) {
        EventQueue.invokeLater(() -> {
            var size = SystemTray.getSystemTray().getTrayIconSize();
            icon.setImage(image(look.state(), Math.max(16, size.height)));
            icon.setToolTip(look.tooltip());
            line.setLabel(look.line());
            open.setLabel(look.words().openPanel());
            catalog.setLabel(look.words().openCatalog());
            copy.setLabel(look.words().copy());
            backUp.setLabel(look.words().backUp());
            quit.setLabel(look.words().quit());
            action.setLabel(look.action());
            action.setEnabled(look.state() != ApplianceState.STOPPING);
            catalog.setEnabled(look.isUp());
            copy.setEnabled(look.isUp());
            backUp.setEnabled(look.isUp());
        });
    }

    @Override
    public void tell(String title, String text) {
        EventQueue.invokeLater(() -> icon.displayMessage(title, text, TrayIcon.MessageType.WARNING));
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> SystemTray.getSystemTray().remove(icon));
    }

    /** A shape of its own for each state, in the colour of that state, on a light plate that shows on every panel. */
    static Image image(ApplianceState state, int size) {
        var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(PLATE);
        pen.fillRoundRect(0, 0, size, size, size / 4, size / 4);
        // On whole pixels, and as large as the plate allows: most panels show no more than 16.
        int from = size * 3 / 16;
        int to = size - from;
        int middle = size / 2;
        switch (state) {
            case STOPPED -> {
                pen.setColor(new Color(0x57606a));
                pen.fillRect(from, from, to - from, to - from);
            }
            case STARTING -> {
                pen.setColor(new Color(0x0969da));
                pen.fill(new Polygon(new int[] {from, to, from}, new int[] {from, middle, to}, 3));
            }
            case RUNNING -> {
                pen.setColor(new Color(0x1a7f37));
                pen.fillOval(from, from, to - from, to - from);
            }
            case DEGRADED -> {
                pen.setColor(new Color(0x9a6700));
                pen.fill(new Polygon(new int[] {middle, to, from}, new int[] {from, to, to}, 3));
            }
            case STOPPING -> {
                pen.setColor(new Color(0x0969da));
                int line = Math.max(2, size / 8);
                pen.fillRect(from, from, to - from, to - from);
                pen.setColor(PLATE);
                pen.fillRect(from + line, from + line, to - from - 2 * line, to - from - 2 * line);
            }
            case FAILED -> {
                pen.setColor(new Color(0xcf222e));
                pen.setStroke(new BasicStroke(Math.max(2, size / 6f)));
                pen.drawLine(from, from, to, to);
                pen.drawLine(from, to, to, from);
            }
        }
        pen.dispose();
        return picture;
    }
}
