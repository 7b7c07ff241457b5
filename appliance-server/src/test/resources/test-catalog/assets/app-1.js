console.log("application");
