/** The control panel's window. It is a thin view over the server module and holds no rule of the appliance. */
package org.quiltappliance.ui;
